-- 平台：日志链、操作、定时、反应、发件箱、登录。每列有注释；已发布的迁移不再改动。
create extension if not exists pg_trgm;

create table journal (
  entry bigint generated always as identity primary key,
  stream text not null,
  version integer not null check (version > 0),
  subject text,
  type text not null,
  data text not null,
  at timestamptz not null,
  actor text not null,
  command_id text not null,
  position bigint unique,
  prev_hash text,
  hash text,
  chain text,
  unique (stream, version)
);
create index journal_unsealed on journal (entry) where position is null;
create index journal_subject on journal (subject, position);
comment on table journal is '日志链：每次状态变化一条，只追加；封口后按 position 有序、成链';
comment on column journal.entry is '追加序号（不参与哈希，可有空号）';
comment on column journal.stream is '聚合：对象种类:编号';
comment on column journal.version is '聚合内序号';
comment on column journal.subject is '所属事件编号';
comment on column journal.type is '条目类型，过去式，如 incident.registered';
comment on column journal.data is 'RFC 8785 规范 JSON 原文，含 audience、changes、note，无个人信息';
comment on column journal.at is '业务时刻，毫秒，由应用给出';
comment on column journal.actor is '作出者：account:编号、system 或 reaction:名';
comment on column journal.command_id is '操作编号';
comment on column journal.position is '封口位次，稠密';
comment on column journal.prev_hash is '同一聚合上一条的哈希';
comment on column journal.hash is '本条哈希';
comment on column journal.chain is '全局链哈希';

create table journal_head (
  epoch integer not null,
  position bigint not null,
  chain text not null,
  signed_at timestamptz not null,
  signature text not null,
  primary key (epoch, position)
);
comment on table journal_head is '签名的日志头：每分钟一个，另写库外文件';
comment on column journal_head.epoch is '纪元，恢复备份后加一';
comment on column journal_head.position is '位次';
comment on column journal_head.chain is '全局链哈希';
comment on column journal_head.signed_at is '签名时刻（墙钟）';
comment on column journal_head.signature is 'Ed25519 签名，base64';

create table journal_epoch (
  epoch integer primary key,
  from_position bigint not null,
  opened_at timestamptz not null,
  reason text not null
);
comment on table journal_epoch is '纪元：首次启动为 1，每次恢复开新纪元';
comment on column journal_epoch.epoch is '纪元';
comment on column journal_epoch.from_position is '自此位次起';
comment on column journal_epoch.opened_at is '开启时刻（墙钟）';
comment on column journal_epoch.reason is '缘由';

create table command (
  command_id text primary key,
  actor text not null,
  name text not null,
  body_hash text not null,
  result jsonb,
  at timestamptz not null
);
comment on table command is '已执行的操作：同号同内容返回原结果，同号异内容拒绝';
comment on column command.command_id is '操作编号';
comment on column command.actor is '作出者';
comment on column command.name is '操作名';
comment on column command.body_hash is '内容的 SHA-256';
comment on column command.result is '结果';
comment on column command.at is '业务时刻';

create table personal_fact (
  ref text primary key,
  subject text not null,
  value text not null,
  salt text not null,
  destroy_after timestamptz
);
create index personal_fact_subject on personal_fact (subject);
comment on table personal_fact is '个人信息与叙述文字：日志只存引用与加盐摘要，到期销毁后链仍可校验';
comment on column personal_fact.ref is '引用';
comment on column personal_fact.subject is '所属对象';
comment on column personal_fact.value is '值';
comment on column personal_fact.salt is '盐';
comment on column personal_fact.destroy_after is '到期销毁时刻';

create table timer (
  key text primary key,
  kind text not null,
  due_at timestamptz not null,
  payload jsonb not null,
  attempts integer not null,
  parked boolean not null,
  last_error text
);
create index timer_due on timer (due_at, key) where not parked;
comment on table timer is '定时：唯一的作业系统，业务时钟';
comment on column timer.key is '唯一键';
comment on column timer.kind is '处理者';
comment on column timer.due_at is '到点时刻';
comment on column timer.payload is '参数';
comment on column timer.attempts is '失败次数';
comment on column timer.parked is '多次失败后搁置，待人处理';
comment on column timer.last_error is '最近一次失败原因';

create table reaction_cursor (
  name text primary key,
  position bigint not null
);
comment on table reaction_cursor is '反应的持久游标';
comment on column reaction_cursor.name is '反应名';
comment on column reaction_cursor.position is '已处理到的位次';

create table reaction_parked (
  reaction text not null,
  stream text not null,
  position bigint not null,
  error text not null,
  attempts integer not null,
  parked_at timestamptz not null,
  primary key (reaction, stream, position)
);
comment on table reaction_parked is '搁置的聚合：某反应处理某条失败，其余照常';
comment on column reaction_parked.reaction is '反应名';
comment on column reaction_parked.stream is '聚合';
comment on column reaction_parked.position is '位次';
comment on column reaction_parked.error is '原因';
comment on column reaction_parked.attempts is '次数';
comment on column reaction_parked.parked_at is '搁置时刻（墙钟）';

create table outbox (
  id text primary key,
  origin text not null,
  target text not null,
  channel text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  not_before timestamptz not null,
  status text not null check (status in ('queued','sending','sent','failed')),
  attempts integer not null,
  last_error text,
  sent_at timestamptz,
  unique (origin, target, channel)
);
create index outbox_queue on outbox (not_before, id) where status in ('queued','sending');
comment on table outbox is '待发消息：离开系统的一切都经此表';
comment on column outbox.id is '消息编号，重发沿用';
comment on column outbox.origin is '来源：反应或操作';
comment on column outbox.target is '收件方';
comment on column outbox.channel is '通道';
comment on column outbox.payload is '内容';
comment on column outbox.created_at is '业务时刻';
comment on column outbox.not_before is '最早发送（墙钟）';
comment on column outbox.status is '状态；sending 而进程已亡即“不明”，按同号重发';
comment on column outbox.attempts is '次数';
comment on column outbox.last_error is '最近失败';
comment on column outbox.sent_at is '发出时刻（墙钟）';

create table outbox_attempt (
  id text primary key,
  outbox_id text not null references outbox,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text
);
create index outbox_attempt_message on outbox_attempt (outbox_id);
comment on table outbox_attempt is '发送尝试：先提交本行再呼叫';
comment on column outbox_attempt.id is '编号';
comment on column outbox_attempt.outbox_id is '消息';
comment on column outbox_attempt.started_at is '开始（墙钟）';
comment on column outbox_attempt.finished_at is '结束（墙钟），空即结果不明';
comment on column outbox_attempt.outcome is '结果';

create table party (
  object text not null,
  unit_id text not null,
  primary key (object, unit_id)
);
create index party_unit on party (unit_id);
comment on table party is '跨辖区可见：对象对某单位开放（专项指挥部、协作）';
comment on column party.object is '种类:编号';
comment on column party.unit_id is '单位';

create table credential (
  account_id uuid primary key,
  password_hash text not null,
  failed_count integer not null,
  locked_until timestamptz,
  changed_at timestamptz not null,
  last_sign_in_at timestamptz
);
comment on table credential is '登录凭据';
comment on column credential.account_id is '账号';
comment on column credential.password_hash is 'argon2id';
comment on column credential.failed_count is '连续失败次数';
comment on column credential.locked_until is '锁定到（墙钟）';
comment on column credential.changed_at is '修改时刻（墙钟）';
comment on column credential.last_sign_in_at is '最近登录（墙钟）';

create table session (
  token_hash text primary key,
  account_id uuid not null,
  csrf_token text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  rotated_at timestamptz not null,
  expires_at timestamptz not null,
  previous_hash text,
  user_agent text not null
);
create index session_account on session (account_id);
create index session_previous on session (previous_hash) where previous_hash is not null;
comment on table session is '登录会话';
comment on column session.token_hash is '令牌的 SHA-256';
comment on column session.account_id is '账号';
comment on column session.csrf_token is '跨站防护令牌';
comment on column session.created_at is '建立（墙钟）';
comment on column session.seen_at is '最近使用（墙钟）';
comment on column session.rotated_at is '最近换发（墙钟）';
comment on column session.expires_at is '绝对到期（墙钟）';
comment on column session.previous_hash is '换发前令牌的 SHA-256，短时仍有效';
comment on column session.user_agent is '浏览器';

create table api_token (
  id uuid primary key,
  account_id uuid not null,
  token_hash text not null unique,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table api_token is '接口令牌';
comment on column api_token.id is '编号';
comment on column api_token.account_id is '账号';
comment on column api_token.token_hash is '令牌的 SHA-256';
comment on column api_token.label is '用途';
comment on column api_token.created_at is '建立（墙钟）';
comment on column api_token.last_used_at is '最近使用（墙钟）';
comment on column api_token.revoked_at is '吊销（墙钟）';

create table access_log (
  id uuid primary key,
  at timestamptz not null,
  event text not null,
  username text not null,
  account_id uuid,
  address text not null
);
create index access_log_at on access_log (at);
comment on table access_log is '登录审计：登录、失败、锁定、退出';
comment on column access_log.id is '编号';
comment on column access_log.at is '时刻（墙钟）';
comment on column access_log.event is '事项';
comment on column access_log.username is '用户名';
comment on column access_log.account_id is '账号';
comment on column access_log.address is '来源地址';

create table node_setting (
  key text primary key,
  value jsonb not null
);
comment on table node_setting is '本节点设置';
comment on column node_setting.key is '名';
comment on column node_setting.value is '值';

-- 日志链只追加：唯一允许的修改是封口（position、prev_hash、hash、chain 由空变值，其余不变）。
create function journal_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.position is null and new.position is not null
     and new.hash is not null and new.chain is not null
     and (old.entry, old.stream, old.version, old.type, old.data, old.at, old.actor, old.command_id) is not distinct from (new.entry, new.stream, new.version, new.type, new.data, new.at, new.actor, new.command_id)
     and old.subject is not distinct from new.subject then
    return new;
  end if;
  raise exception '日志链只追加，不可修改或删除' using errcode = 'restrict_violation';
end $$;
comment on function journal_guard() is '拒绝对日志链的一切修改，封口除外';
create trigger journal_append_only before update or delete on journal for each row execute function journal_guard();
create trigger journal_no_truncate before truncate on journal for each statement execute function journal_guard();
