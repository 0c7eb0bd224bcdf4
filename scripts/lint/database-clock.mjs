const pattern =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_time|current_date|localtimestamp|localtime)\b/i;

/** The first use of "the time at the database" in a piece of SQL, if there is one. */
export function findDatabaseClock(sqlText) {
  return pattern.exec(sqlText)?.[0];
}

const message =
  '不得使用数据库时间（{{found}}）：请把业务时刻作为参数传入。The database has no say in what time it is; pass the instant as a parameter.';

/**
 * SQL text in TypeScript must not read database time: it is neither the business clock nor the injected wall clock.
 * @type {import('eslint').Rule.RuleModule}
 */
export const databaseClock = {
  meta: { type: 'problem', schema: [], messages: { found: message } },
  create(context) {
    const inspect = (node, text) => {
      const found = findDatabaseClock(text);
      if (found !== undefined) context.report({ node, messageId: 'found', data: { found } });
    };
    return {
      TemplateElement: (node) => inspect(node, node.value.raw),
      Literal(node) {
        if (typeof node.value === 'string') inspect(node, node.value);
      },
    };
  },
};
