/**
 * Recognizes expressions that are a point in time, such as `Math.floor(Date.now() / 1000) + 3600`, in the syntax tree of
 * the TypeScript parser. Names are followed to what was assigned to them in the same file.
 */
import type TypeScript from 'typescript';

/** Methods whose result is a point in time, whatever they are called on: of Date, Day.js, Moment, Luxon. */
const TIME_METHODS = new Set(['getTime', 'now', 'toMillis', 'toSeconds', 'toUnixInteger', 'unix', 'valueOf']);
/** Functions that return what they are given, for our purpose. */
const NUMBER_FUNCTIONS = new Set(['BigInt', 'Number', 'parseFloat', 'parseInt']);
const MAX_DEPTH = 16;

export interface AbsoluteTimes {
  /** Whether the expression is a point in time. */
  isAbsolute(expression: TypeScript.Expression): boolean;
  /** What is added to the current time, if that is one expression in seconds: `3600` above. */
  durationIn(expression: TypeScript.Expression): TypeScript.Expression | undefined;
}

export function absoluteTimes(ts: typeof TypeScript, file: TypeScript.SourceFile): AbsoluteTimes {
  const assigned = assignmentsIn(ts, file);

  function isAbsolute(node: TypeScript.Expression, depth = 0): boolean {
    if (depth > MAX_DEPTH) return false;
    const any = (...parts: readonly TypeScript.Expression[]) => parts.some((part) => isAbsolute(part, depth + 1));

    if (ts.isIdentifier(node)) return any(...(assigned.get(node.text) ?? []));
    if (ts.isBinaryExpression(node)) {
      // The difference of two times is a duration.
      if (node.operatorToken.kind === ts.SyntaxKind.MinusToken) return any(node.left) && !any(node.right);
      return any(node.left, node.right);
    }
    if (ts.isConditionalExpression(node)) return any(node.whenTrue, node.whenFalse);
    if (ts.isPrefixUnaryExpression(node)) return any(node.operand);
    if (ts.isNewExpression(node)) return ts.isIdentifier(node.expression) && node.expression.text === 'Date';
    if (ts.isCallExpression(node)) {
      const { expression: callee, arguments: given } = node;
      if (ts.isIdentifier(callee)) {
        return NUMBER_FUNCTIONS.has(callee.text) ? any(...given) : any(...(assigned.get(callee.text) ?? []));
      }
      if (!ts.isPropertyAccessExpression(callee)) return false;
      if (isMath(callee)) return any(...given);
      // `expiresAt.toString()` is as absolute as `expiresAt`.
      return TIME_METHODS.has(callee.name.text) || any(callee.expression);
    }
    if (hasInner(node)) return any(node.expression);
    return false;
  }

  function durationIn(node: TypeScript.Expression): TypeScript.Expression | undefined {
    if (ts.isIdentifier(node)) {
      const [value, ...others] = assigned.get(node.text) ?? [];
      return value !== undefined && others.length === 0 ? durationIn(value) : undefined;
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      const [left, right] = [isAbsolute(node.left), isAbsolute(node.right)];
      return left === right ? undefined : left ? node.right : node.left;
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isMath(node.expression)) {
      const [only, ...others] = node.arguments;
      return only !== undefined && others.length === 0 ? durationIn(only) : undefined;
    }
    return hasInner(node) ? durationIn(node.expression) : undefined;
  }

  function isMath({ expression }: TypeScript.PropertyAccessExpression): boolean {
    return ts.isIdentifier(expression) && expression.text === 'Math';
  }

  /** Parentheses and type assertions. */
  function hasInner(
    node: TypeScript.Expression,
  ): node is TypeScript.Expression & { expression: TypeScript.Expression } {
    return (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isAwaitExpression(node)
    );
  }

  return { isAbsolute: (node) => isAbsolute(node), durationIn };
}

/** Every expression assigned to a name, or returned by the function of that name, anywhere in the file. */
function assignmentsIn(ts: typeof TypeScript, file: TypeScript.SourceFile): Map<string, TypeScript.Expression[]> {
  const assigned = new Map<string, TypeScript.Expression[]>();
  const add = (name: string, value: TypeScript.Expression) => {
    assigned.set(name, [...(assigned.get(name) ?? []), value]);
  };

  function visit(node: TypeScript.Node): void {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      addValue(node.name.text, node.initializer);
    } else if (
      ts.isBinaryExpression(node) &&
      ts.isIdentifier(node.left) &&
      (node.operatorToken.kind === ts.SyntaxKind.EqualsToken ||
        node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken)
    ) {
      addValue(node.left.text, node.right);
    } else if (ts.isFunctionDeclaration(node) && node.name !== undefined && node.body !== undefined) {
      addReturns(node.name.text, node.body);
    }
    ts.forEachChild(node, visit);
  }

  function addValue(name: string, value: TypeScript.Expression): void {
    if (!ts.isArrowFunction(value) && !ts.isFunctionExpression(value)) add(name, value);
    else if (ts.isBlock(value.body)) addReturns(name, value.body);
    else add(name, value.body);
  }

  function addReturns(name: string, body: TypeScript.Block): void {
    const visitBody = (node: TypeScript.Node): void => {
      if (ts.isFunctionLike(node)) return;
      if (ts.isReturnStatement(node) && node.expression !== undefined) add(name, node.expression);
      ts.forEachChild(node, visitBody);
    };
    ts.forEachChild(body, visitBody);
  }

  visit(file);
  return assigned;
}
