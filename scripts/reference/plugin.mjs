/**
 * Makes TypeDoc's pages read well on GitHub, and lets nothing public go without a word.
 * Why here and not by options: there are none for these.
 */
import { Application, Comment, Converter, ReflectionKind, UnknownType } from 'typedoc';
import { MarkdownPageEvent } from 'typedoc-plugin-markdown';

/** The shapes of other people's objects, whose own documentation says what the members are: shown as they are written. */
const FOREIGN = new Set([
  'AbortSignalLike',
  'AgoraChatConnection',
  'AgoraChatEventHandler',
  'AppStateLike',
  'FetchInit',
  'FetchResponse',
  'PlatformSignal',
  'ReactNativeChatClient',
  'ReactNativeConnectionListener',
  'TokenFetchInit',
  'TokenResponse',
]);

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const { project } = context;
    for (const reflection of Object.values(project.reflections)) {
      joinThrows(reflection.comment);
      if (isEmptyConstructor(reflection)) project.removeReflection(reflection);
      if (FOREIGN.has(reflection.name)) showAsWritten(reflection, context);
    }
  });
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      for (const module of project.children ?? []) {
        for (const { children } of module.groups ?? []) children.sort((a, b) => (a.name < b.name ? -1 : 1));
      }
      for (const reflection of Object.values(project.reflections)) keepToParents(reflection);
    },
    -1000,
  );
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    for (const reflection of Object.values(project.reflections)) {
      if (lacksWords(reflection)) app.logger.warn(`${reflection.getFullName()} has no description`);
    }
  });
  app.renderer.on(MarkdownPageEvent.END, (page) => {
    page.contents = page.model.isProject() ? index(page.model) : withContents(withoutUnusedAnchors(page.contents));
  });
}

/** One list of what a function throws, in the place of a section for each. */
function joinThrows(comment) {
  const throws = comment?.blockTags.filter(({ tag }) => tag === '@throws') ?? [];
  if (throws.length < 2) return;
  const content = throws.flatMap((tag) => [{ kind: 'text', text: '- ' }, ...tag.content, { kind: 'text', text: '\n' }]);
  throws[0].content = content;
  comment.blockTags = comment.blockTags.filter((tag) => tag.tag !== '@throws' || tag === throws[0]);
}

function showAsWritten(shape, context) {
  const [declaration] = context.getSymbolFromReflection(shape).declarations;
  if (shape.kindOf(ReflectionKind.TypeAlias)) {
    shape.type = new UnknownType(declaration.type.getText());
    return;
  }
  shape.comment.summary.push({ kind: 'code', text: `\n\n\`\`\`ts\n${declaration.getText()}\n\`\`\`` });
  for (const member of [...shape.children]) context.project.removeReflection(member);
}

/** What a type extends is worth knowing, not what extends it. */
function keepToParents(reflection) {
  delete reflection.overwrites;
  let level = reflection.typeHierarchy;
  while (level && !level.isTarget) level = level.next;
  delete level?.next;
}

/** Classes of static methods have one that nobody wrote. */
function isEmptyConstructor(reflection) {
  return (
    reflection.kindOf(ReflectionKind.Constructor) &&
    reflection.signatures.every(({ parameters, comment }) => !parameters?.length && !comment)
  );
}

function lacksWords(reflection) {
  const { parent, type, name, inheritedFrom } = reflection;
  const isExport = reflection.kindOf(ReflectionKind.Module) || parent?.kindOf(ReflectionKind.Module);
  // A literal says itself what it is, and so does the name of an error.
  const isMember =
    parent?.kindOf(ReflectionKind.Interface | ReflectionKind.Class) &&
    !reflection.kindOf(ReflectionKind.Constructor) &&
    !inheritedFrom &&
    type?.type !== 'literal' &&
    name !== 'name';
  const declarations = [reflection, type?.declaration].filter(Boolean);
  const comments = declarations.flatMap((one) => [one, ...(one.signatures ?? [])]).map(({ comment }) => comment);
  return (isExport || isMember) && !comments.some((comment) => comment?.hasVisibleComponent());
}

/** Only what is linked to needs an anchor; the numbers in them would change with every new property. */
function withoutUnusedAnchors(text) {
  return text.replaceAll(/<a id="([^"]+)"><\/a> ?/g, (anchor, id) => (text.includes(`(#${id})`) ? anchor : ''));
}

/** The page that lists the others. */
function index({ name, children }) {
  const entries = children.map((one) => `- [${one.name}](${one.name}.md): ${firstWords(one.comment)}`);
  return `# ${name}\n\nWritten from the source by \`npm run docs\`.\n\n${entries.join('\n')}\n`;
}

function firstWords({ summary }) {
  const text = Comment.combineDisplayParts(summary);
  return text.slice(0, text.indexOf('.') + 1).replaceAll('\n', ' ');
}

/** A line for each group behind the introduction of a page, with links to what is in it. */
function withContents(text) {
  const [introduction, ...groups] = text.split(/^(?=## )/m);
  const lines = groups.map((group) => {
    const headings = [...group.matchAll(/^### (.*)$/gm)].map(([, heading]) => `[${heading}](#${slug(heading)})`);
    return `**${/^## (.*)/.exec(group)[1]}**: ${headings.join(', ')}\n\n`;
  });
  return [introduction, ...lines, ...groups].join('');
}

/** The anchor that GitHub gives a heading. */
function slug(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
