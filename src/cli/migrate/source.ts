/**
 * One source file that uses `agora-token` or `agora-access-token`: the same file with the imports of the drop-in, and
 * what has to be changed by hand. Works on the syntax tree of the TypeScript parser, which the caller loads.
 */
import type TypeScript from 'typescript';
import { absoluteTimes } from './absolute-time.ts';
import { DEEP_IMPORTS, GONE, OLD_TIME_ARGUMENTS, TIME_ARGUMENTS } from './builders.ts';

const DROP_IN = 'accesstoken2/agora-token';
const OLD_PACKAGE = 'agora-access-token';
const GUIDE = 'docs/migrating-from-agora-token.md';
const OLD_GUIDE = 'docs/from-agora-access-token.md';

/** Something to change by hand, at a position that counts from 1. */
export interface Todo {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface Migration {
  /** The source with its imports rewritten. */
  readonly text: string;
  /** How many imports that changed. */
  readonly imports: number;
  readonly todos: readonly Todo[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Whether a source can be of interest at all; saves parsing all the others. */
export function mentionsOldPackage(text: string): boolean {
  return text.includes('agora-token') || text.includes(OLD_PACKAGE);
}

export function migrateSource(ts: typeof TypeScript, fileName: string, text: string): Migration {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const todos: Todo[] = [];
  /** What the names of the file stand for in the old package: `Role` for `RtcRole`. */
  const imported = new Map<string, string>();
  let isOldPackage = false;

  const addTodo = (node: TypeScript.Node, message: string) => {
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
    todos.push({ line: line + 1, column: character + 1, message });
  };
  const replace = (node: TypeScript.Node, replacement: string) => {
    edits.push({ start: node.getStart(file), end: node.getEnd(), text: replacement });
  };

  function rewriteSpecifier(literal: TypeScript.StringLiteralLike): void {
    const specifier = withoutExtension(literal.text);
    const renamed = renamedExports(specifier);
    if (renamed === undefined) {
      if (specifier.startsWith('agora-token/') || specifier.startsWith(`${OLD_PACKAGE}/`)) {
        addTodo(literal, `nothing in ${DROP_IN} replaces '${specifier}'; see ${GUIDE}`);
      }
      return;
    }
    const bindings = bindingsOf(literal);
    const needsNames = Object.keys(renamed).length > 0;
    if (needsNames && bindings === undefined) {
      addTodo(literal, `take the names from ${DROP_IN}: ${renames(renamed)}`);
      return;
    }
    if (specifier === OLD_PACKAGE) {
      isOldPackage = true;
      addTodo(literal, `${OLD_PACKAGE} makes 006 tokens, and its times are Unix times; see ${OLD_GUIDE}`);
    }
    const quote = text[literal.getStart(file)] ?? "'";
    replace(literal, quote + DROP_IN + quote);
    for (const element of bindings ?? []) noteBinding(element, renamed);
  }

  function noteBinding(element: Binding, renamed: Readonly<Record<string, string>>): void {
    const { name, propertyName } = element;
    if (!ts.isIdentifier(name)) return;
    const exported = propertyName !== undefined && ts.isIdentifier(propertyName) ? propertyName.text : name.text;
    const current = renamed[exported] ?? exported;
    imported.set(name.text, current);
    if (current === exported) return;
    const alias = ts.isBindingElement(element) ? ': ' : ' as ';
    replace(element, name.text === current ? current : `${current}${alias}${name.text}`);
  }

  /** The names that an import or `require` takes from the module, or undefined if it takes the module as a whole. */
  function bindingsOf({ parent }: TypeScript.Node): readonly Binding[] | undefined {
    if (ts.isImportDeclaration(parent)) {
      const names = parent.importClause?.namedBindings;
      return names !== undefined && ts.isNamedImports(names) ? names.elements : undefined;
    }
    if (ts.isExportDeclaration(parent)) {
      const names = parent.exportClause;
      return names !== undefined && ts.isNamedExports(names) ? names.elements : undefined;
    }
    let call = parent.parent;
    while (ts.isAwaitExpression(call) || ts.isParenthesizedExpression(call)) call = call.parent;
    return ts.isVariableDeclaration(call) && ts.isObjectBindingPattern(call.name) ? call.name.elements : undefined;
  }

  function checkCall(call: TypeScript.CallExpression): void {
    if (!ts.isPropertyAccessExpression(call.expression)) return;
    const builder = exportNamed(call.expression.expression);
    const method = call.expression.name.text;
    if (builder === undefined) return;
    const positions = (isOldPackage ? OLD_TIME_ARGUMENTS : TIME_ARGUMENTS)[builder]?.[method] ?? {};
    for (const [position, name] of Object.entries(positions)) {
      const argument = call.arguments[Number(position)];
      if (argument !== undefined && times.isAbsolute(argument)) addTodo(argument, adviceFor(argument, name));
    }
  }

  function adviceFor(argument: TypeScript.Expression, name: string): string {
    const written = shorten(argument.getText(file));
    const duration = times.durationIn(argument);
    // A sum in milliseconds is divided outside, where `durationIn` does not look.
    const instead =
      duration === undefined ? 'the seconds until it expires, such as 3600' : shorten(duration.getText(file));
    return `${name} is a duration in seconds, not a Unix time: pass ${instead} instead of ${written}`;
  }

  function checkGone(access: TypeScript.PropertyAccessExpression): void {
    const owner = exportNamed(access.expression);
    const advice = owner === undefined ? undefined : GONE[`${owner}.${access.name.text}`];
    if (advice !== undefined) addTodo(access, `${owner}.${access.name.text} has changed: ${advice}`);
    else if (owner === 'RtmRole') addTodo(access, 'RtmRole is gone: RTM tokens have no role');
  }

  /** The export of the old package that an expression names: `RtcTokenBuilder`, or `agora.RtcTokenBuilder`. */
  function exportNamed(node: TypeScript.Expression): string | undefined {
    if (ts.isIdentifier(node)) return imported.get(node.text) ?? (node.text in TIME_ARGUMENTS ? node.text : undefined);
    return ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
  }

  const times = absoluteTimes(ts, file);
  forEachNode(file, (node) => {
    if (ts.isStringLiteralLike(node) && isModuleSpecifier(ts, node)) rewriteSpecifier(node);
  });
  const imports = edits.filter(({ text: replacement }) => replacement.includes(DROP_IN)).length;
  if (imports > 0) {
    forEachNode(file, (node) => {
      if (ts.isCallExpression(node)) checkCall(node);
      if (isOldPackage && ts.isPropertyAccessExpression(node)) checkGone(node);
    });
  }
  todos.sort((a, b) => a.line - b.line || a.column - b.column);
  return { text: applyEdits(text, edits), imports, todos };

  function forEachNode(root: TypeScript.Node, visit: (node: TypeScript.Node) => void): void {
    const walk = (node: TypeScript.Node): void => {
      visit(node);
      ts.forEachChild(node, walk);
    };
    walk(root);
  }
}

type Binding = TypeScript.ImportSpecifier | TypeScript.ExportSpecifier | TypeScript.BindingElement;

/** Calls that take the name of a module as their first argument. */
const MODULE_FUNCTIONS = new Set([
  'require',
  'require.resolve',
  'jest.mock',
  'jest.requireActual',
  'vi.mock',
  'vi.importActual',
]);

function isModuleSpecifier(ts: typeof TypeScript, literal: TypeScript.StringLiteralLike): boolean {
  const { parent } = literal;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent))
    return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== literal) return false;
  return parent.expression.kind === ts.SyntaxKind.ImportKeyword || MODULE_FUNCTIONS.has(parent.expression.getText());
}

/** The exports with another name in the drop-in, or undefined if it does not replace the module. */
function renamedExports(specifier: string): Readonly<Record<string, string>> | undefined {
  if (specifier === 'agora-token' || specifier === OLD_PACKAGE) return {};
  return Object.hasOwn(DEEP_IMPORTS, specifier) ? DEEP_IMPORTS[specifier] : undefined;
}

function renames(renamed: Readonly<Record<string, string>>): string {
  return Object.entries(renamed)
    .map(([before, after]) => `${before} is ${after} there`)
    .join(', ');
}

function withoutExtension(specifier: string): string {
  return specifier.endsWith('.js') ? specifier.slice(0, -'.js'.length) : specifier;
}

function shorten(code: string): string {
  const line = code
    .split('\n')
    .map((part) => part.trim())
    .join(' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + replacement + result.slice(end);
  }
  return result;
}
