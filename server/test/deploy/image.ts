/**
 * Builds the image of a Dockerfile as a folder for each stage, with what this machine has in place of the base images:
 * COPY copies, RUN runs, and what the Dockerfile says of the container is kept. It knows the instructions that
 * server/deploy/Dockerfile has, in the forms that it has them in, and refuses all others. Not isolated, and no user is changed.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Copy, DockerfileParser, type Env, type From, type Healthcheck, type Instruction } from 'dockerfile-ast';

export interface Image {
  /** Its root folder. */
  readonly root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: readonly string[];
  healthcheck: readonly string[];
}

export interface Build {
  readonly context: string;
  /** The files of the context, relative to it; a COPY finds no others. */
  readonly files: readonly string[];
  /** An empty folder. */
  readonly into: string;
}

/** Returns the image of the last stage. */
export function buildImage(dockerfile: string, { context, files, into }: Build): Image {
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  const parsed = DockerfileParser.parse(readFileSync(dockerfile, 'utf8'));

  const steps: Readonly<Record<string, (instruction: Instruction, image: Image) => void>> = {
    WORKDIR(instruction, image) {
      image.workdir = wordsOf(instruction)[0] as string;
      mkdirSync(join(image.root, image.workdir), { recursive: true });
    },
    COPY(instruction, image) {
      const words = wordsOf(instruction);
      const target = words.at(-1) as string;
      const from = (instruction as Copy).getFromFlag()?.getValue() ?? undefined;
      for (const source of words.slice(0, -1)) {
        if (from === undefined) copyFromContext({ context, files }, source, placeOf(image, target), words.length > 2);
        else copyFromStage(stages.get(from) as Image, source, placeOf(image, target), words.length > 2);
      }
    },
    RUN(instruction, image) {
      execFileSync('/bin/sh', ['-c', instruction.getArgumentsContent() as string], {
        cwd: join(image.root, image.workdir),
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...image.env },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    },
    ENV(instruction, image) {
      for (const property of (instruction as Env).getProperties()) {
        image.env[property.getName()] = property.getValue() ?? '';
      }
    },
    USER(instruction, image) {
      image.user = wordsOf(instruction)[0] as string;
    },
    CMD(instruction, image) {
      image.command = JSON.parse(instruction.getArgumentsContent() as string);
    },
    HEALTHCHECK(instruction, image) {
      const text = (instruction as Healthcheck).getArgumentsContent() as string;
      image.healthcheck = JSON.parse(text.slice(text.indexOf('CMD') + 'CMD'.length));
    },
    ARG() {},
    EXPOSE() {},
    LABEL() {},
  };

  for (const instruction of parsed.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const from = instruction as From;
      const name = from.getBuildStage() ?? `stage-${stages.size}`;
      const base = stages.get(from.getImage() as string);
      image = { ...(base ?? EMPTY), root: join(into, name), env: { ...base?.env } };
      if (base === undefined) mkdirSync(image.root);
      else cpSync(base.root, image.root, { recursive: true, verbatimSymlinks: true });
      stages.set(name, image);
    } else if (image !== undefined || keyword === 'ARG') {
      const step = steps[keyword];
      if (step === undefined) throw new Error(`${keyword} is not known here`);
      step(instruction, image as Image);
    }
  }
  return image as Image;
}

const EMPTY = { workdir: '/', user: '0', command: [], healthcheck: [] };

const wordsOf = (instruction: Instruction) => instruction.getArguments().map((argument) => argument.getValue());

/** A path of the image as one of this machine; a slash at its end is kept. */
function placeOf({ root, workdir }: Image, path: string): string {
  return join(root, resolve(workdir, path)) + (path.endsWith('/') ? '/' : '');
}

/** Where Docker puts one source: into a folder that is named with a slash, or is there; else under the name itself. */
function targetOf(source: string, target: string, several: boolean): string {
  return target.endsWith('/') || several ? join(target, basename(source)) : target;
}

function copyFromContext(
  { context, files }: Omit<Build, 'into'>,
  source: string,
  target: string,
  several: boolean,
): void {
  const inside = files.filter((file) => file === source || file.startsWith(`${source}/`));
  if (inside.length === 0) throw new Error(`COPY finds no ${source}: it is not there, or ignored`);
  const place = inside[0] === source ? targetOf(source, target, several) : target;
  for (const file of inside) cpSync(join(context, file), join(place, file.slice(source.length)), { recursive: true });
}

function copyFromStage(stage: Image, source: string, target: string, several: boolean): void {
  const path = join(stage.root, source);
  if (!existsSync(path)) throw new Error(`COPY finds no ${source} in the stage`);
  const place = statSync(path).isFile() ? targetOf(source, target, several) : target;
  cpSync(path, place, { recursive: true, verbatimSymlinks: true });
}
