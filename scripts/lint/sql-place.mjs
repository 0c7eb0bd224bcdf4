const allowed = /-(?:store|views)\.ts$|\.test\.ts$/;

/**
 * Only `*-store.ts` and `*-views.ts` of a module (and the platform) speak SQL; commands and rules stay readable and
 * pure. dependency-cruiser watches the drivers, this watches the `sql` tag that platform/db hands out.
 * @type {import('eslint').Rule.RuleModule}
 */
export const sqlPlace = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { sql: 'SQL 只能写在 *-store.ts 或 *-views.ts 中。Move this statement to the store or the views.' },
  },
  create(context) {
    if (allowed.test(context.filename)) return {};
    return {
      TaggedTemplateExpression(node) {
        if (node.tag.type === 'Identifier' && node.tag.name === 'sql') context.report({ node, messageId: 'sql' });
      },
    };
  },
};
