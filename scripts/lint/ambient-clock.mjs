/**
 * Business time is virtual in a sandbox and legal deadlines hang on it, so nothing but the clock may ask the
 * machine what time it is: every other place gets the instant passed in.
 */
const message =
  '不得读取机器时间：请由调用方传入时刻，或使用 platform/clock（前端为 lib/clock）。Pass the instant in, or use the injected clock.';

/** @type {import('eslint').Rule.RuleModule} */
export const ambientClock = {
  meta: { type: 'problem', schema: [], messages: { ambient: message } },
  create(context) {
    const isDate = (node) =>
      (node.type === 'Identifier' && node.name === 'Date') ||
      (node.type === 'MemberExpression' && nameOfMember(node) === 'Date');
    return {
      MemberExpression(node) {
        const name = nameOfMember(node);
        const ofPerformance = node.object.type === 'Identifier' && node.object.name === 'performance';
        if ((name === 'now' && isDate(node.object)) || (name === 'timeOrigin' && ofPerformance)) {
          context.report({ node, messageId: 'ambient' });
        }
      },
      // `const { now } = Date` is the same question asked politely.
      VariableDeclarator(node) {
        if (node.id.type === 'ObjectPattern' && node.init && isDate(node.init)) {
          context.report({ node, messageId: 'ambient' });
        }
      },
      NewExpression(node) {
        if (isDate(node.callee) && node.arguments.length === 0) context.report({ node, messageId: 'ambient' });
      },
      // Date() without `new` ignores its arguments and returns the current time.
      CallExpression(node) {
        if (isDate(node.callee)) context.report({ node, messageId: 'ambient' });
      },
    };
  },
};

function nameOfMember(node) {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.property.type === 'Literal' ? node.property.value : undefined;
}
