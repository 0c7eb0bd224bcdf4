-- 第二要素、委托、会话与令牌的管理、附件。每列有注释；已发布的迁移不再改动。

alter table session add column id uuid not null default gen_random_uuid();
alter table session alter column id drop default;
alter table session add column address text not null default '';
alter table session alter column address drop default;
create unique index session_id on session (id);
comment on column session.id is '编号，供列出和结束会话；不是令牌';
comment on column session.address is '登录时的来源地址';

alter table api_token add column expires_at timestamptz;
alter table api_token add column permissions jsonb;
comment on column api_token.expires_at is '到期（墙钟），空即不到期';
comment on column api_token.permissions is '只许做的事（权限名数组），空即账号能做的都许';

alter table access_log add column by_account_id uuid;
alter table access_log add column detail text;
create index access_log_account on access_log (account_id, at);
comment on column access_log.by_account_id is '办理人账号，本人办理为空';
comment on column access_log.detail is '补充说明，无密码、无令牌';
comment on table access_log is '登录审计：登录、失败、锁定、退出、改密、第二要素、会话与令牌';

create index journal_accounts on journal (at) where (type like 'account.%' or type like 'delegation.%');

create table second_factor (
  account_id uuid primary key,
  secret_box text not null,
  last_step bigint not null,
  created_at timestamptz not null,
  confirmed_at timestamptz
);
comment on table second_factor is '第二要素：动态口令（RFC 6238）';
comment on column second_factor.account_id is '账号';
comment on column second_factor.secret_box is '密钥，以本节点密钥 AES-256-GCM 加密';
comment on column second_factor.last_step is '最近用过的 30 秒时段序号，同一时段不得再用';
comment on column second_factor.created_at is '生成（墙钟）';
comment on column second_factor.confirmed_at is '启用（墙钟），空即未确认、不生效';

create table recovery_code (
  account_id uuid not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
comment on table recovery_code is '恢复码：每个只能用一次';
comment on column recovery_code.account_id is '账号';
comment on column recovery_code.code_hash is '恢复码的 SHA-256';
comment on column recovery_code.used_at is '用掉（墙钟）';

create table pending_sign_in (
  token_hash text primary key,
  account_id uuid not null,
  address text not null,
  user_agent text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index pending_sign_in_expiry on pending_sign_in (expires_at);
comment on table pending_sign_in is '密码已对、等动态口令的登录：短时、只用一次、只认原地址';
comment on column pending_sign_in.token_hash is '令牌的 SHA-256';
comment on column pending_sign_in.account_id is '账号';
comment on column pending_sign_in.address is '来源地址';
comment on column pending_sign_in.user_agent is '浏览器';
comment on column pending_sign_in.created_at is '建立（墙钟）';
comment on column pending_sign_in.expires_at is '到期（墙钟）';

create table delegation (
  id uuid primary key,
  from_account_id uuid not null,
  to_account_id uuid not null,
  division_code text not null collate "C",
  permissions jsonb not null,
  reason jsonb,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  check (ends_at > starts_at)
);
create index delegation_to on delegation (to_account_id, ends_at) where status = 'active';
create index delegation_from on delegation (from_account_id);
create index delegation_division on delegation (division_code);
comment on table delegation is '委托（代班）：在一段时间内把自己的权限借给同地另一账号';
comment on column delegation.id is '编号';
comment on column delegation.from_account_id is '委托人账号';
comment on column delegation.to_account_id is '受托人账号';
comment on column delegation.division_code is '区划';
comment on column delegation.permissions is '借出的权限（权限名数组）';
comment on column delegation.reason is '事由（引用）';
comment on column delegation.starts_at is '起（含）';
comment on column delegation.ends_at is '止（不含），到时自行失效';
comment on column delegation.status is '状态：active、revoked';
comment on column delegation.created_at is '设立';
comment on column delegation.revoked_at is '撤销';

create table stored_file (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  media_type text not null,
  width_pixels integer,
  height_pixels integer,
  thumbnail_sha256 text,
  stored_at timestamptz not null
);
comment on table stored_file is '已存文件：内容按 SHA-256 存在数据目录 files 下，同样内容只存一份';
comment on column stored_file.sha256 is '内容的 SHA-256，即文件名';
comment on column stored_file.bytes is '字节数';
comment on column stored_file.media_type is '按内容认定的类型';
comment on column stored_file.width_pixels is '宽，像素';
comment on column stored_file.height_pixels is '高，像素';
comment on column stored_file.thumbnail_sha256 is '缩略图内容的 SHA-256';
comment on column stored_file.stored_at is '存入（墙钟）';

create table file_upload (
  sha256 text not null references stored_file on delete cascade,
  account_id uuid not null,
  uploaded_at timestamptz not null,
  taken_at timestamptz,
  position point,
  primary key (sha256, account_id)
);
create index file_upload_age on file_upload (uploaded_at);
comment on table file_upload is '谁传过哪份内容：只有传过的账号能用它；24 小时未用即清除';
comment on column file_upload.sha256 is '内容的 SHA-256';
comment on column file_upload.account_id is '上传账号';
comment on column file_upload.uploaded_at is '上传（墙钟）';
comment on column file_upload.taken_at is '照片自带的拍摄时刻';
comment on column file_upload.position is '照片自带的位置（经度,纬度），上传人同意才进附件';

create table attachment (
  id uuid primary key,
  owner_kind text not null,
  owner_id uuid not null,
  incident_id uuid,
  division_code text not null collate "C",
  unit_id uuid not null,
  sha256 text not null,
  bytes bigint not null,
  media_type text not null,
  name jsonb,
  width_pixels integer,
  height_pixels integer,
  thumbnail_sha256 text,
  taken_at timestamptz,
  position point,
  uploaded_at timestamptz not null,
  status text not null,
  removed_at timestamptz
);
create index attachment_owner on attachment (owner_kind, owner_id);
create index attachment_incident on attachment (incident_id) where incident_id is not null;
create index attachment_content on attachment (sha256);
create index attachment_thumbnail on attachment (thumbnail_sha256) where thumbnail_sha256 is not null;
comment on table attachment is '附件：某对象所附的一份文件';
comment on column attachment.id is '编号';
comment on column attachment.owner_kind is '所属对象种类';
comment on column attachment.owner_id is '所属对象编号';
comment on column attachment.incident_id is '所属事件';
comment on column attachment.division_code is '区划，同所属对象';
comment on column attachment.unit_id is '上传单位';
comment on column attachment.sha256 is '内容的 SHA-256';
comment on column attachment.bytes is '字节数';
comment on column attachment.media_type is '类型';
comment on column attachment.name is '文件名（引用）';
comment on column attachment.width_pixels is '宽，像素';
comment on column attachment.height_pixels is '高，像素';
comment on column attachment.thumbnail_sha256 is '缩略图内容的 SHA-256';
comment on column attachment.taken_at is '拍摄时刻';
comment on column attachment.position is '拍摄位置，上传人同意才有';
comment on column attachment.uploaded_at is '附上时刻';
comment on column attachment.status is '状态：active、removed';
comment on column attachment.removed_at is '移除时刻';
