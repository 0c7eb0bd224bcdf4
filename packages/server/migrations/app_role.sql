-- 每次迁移之后重新执行：程序所用的受限角色对只追加的表只能追加；日志链只许填写封口的四列。
revoke update, delete, truncate on journal, journal_head, journal_epoch from fengsui_app;
grant update (position, prev_hash, hash, chain) on journal to fengsui_app;
