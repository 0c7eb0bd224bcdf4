-- 值班：当班、交接班、值班日志、电话记录、查岗抽查、电话网关。每列有注释；已发布的迁移不再改动。

create table duty_watch (
  id uuid primary key,
  division_code text not null collate "C",
  unit_id uuid not null,
  roster_shift_id uuid,
  by_hand boolean not null,
  officer_account_id uuid not null,
  officer_person_id uuid,
  leader_person_id uuid,
  status text not null,
  taken_at timestamptz not null,
  planned_end_at timestamptz not null,
  ended_at timestamptz,
  reminded_at timestamptz,
  escalated_at timestamptz
);
create unique index duty_watch_running on duty_watch (unit_id) where status = 'running';
create index duty_watch_unit on duty_watch (unit_id, taken_at desc);
create index duty_watch_division on duty_watch (division_code, taken_at desc);
comment on table duty_watch is '当班：一个单位同一时刻只有一班';
comment on column duty_watch.id is '编号';
comment on column duty_watch.division_code is '区划';
comment on column duty_watch.unit_id is '单位';
comment on column duty_watch.roster_shift_id is '排班表里的班次；自行接班为空';
comment on column duty_watch.by_hand is '没有排班、自行接班';
comment on column duty_watch.officer_account_id is '值班员账号';
comment on column duty_watch.officer_person_id is '值班员';
comment on column duty_watch.leader_person_id is '带班领导';
comment on column duty_watch.status is '状态：running、handedOver';
comment on column duty_watch.taken_at is '接班';
comment on column duty_watch.planned_end_at is '应交班';
comment on column duty_watch.ended_at is '实际交班';
comment on column duty_watch.reminded_at is '提醒交班';
comment on column duty_watch.escalated_at is '逾时未交、告知领导';

create table handover (
  id uuid primary key,
  number text not null unique,
  division_code text not null collate "C",
  unit_id uuid not null,
  watch_id uuid not null,
  status text not null,
  drafted_at timestamptz not null,
  notes jsonb,
  leaving_account_id uuid,
  leaving_signed_at timestamptz,
  leaving_factor boolean,
  on_behalf_reason jsonb,
  successor_account_id uuid,
  successor_signed_at timestamptz,
  successor_factor boolean,
  successor_watch_id uuid,
  items jsonb,
  head_position bigint,
  head_chain text
);
create unique index handover_open on handover (watch_id) where status in ('draft', 'signed');
create index handover_unit on handover (unit_id, drafted_at desc);
create index handover_division on handover (division_code, drafted_at desc);
comment on table handover is '交接班：交接双方各用自己的账号签字';
comment on column handover.id is '编号';
comment on column handover.number is '编号（文号）';
comment on column handover.division_code is '区划';
comment on column handover.unit_id is '单位';
comment on column handover.watch_id is '交出的班';
comment on column handover.status is '状态：draft、signed、completed、withdrawn';
comment on column handover.drafted_at is '起草';
comment on column handover.notes is '附言（引用）';
comment on column handover.leaving_account_id is '交班签字账号';
comment on column handover.leaving_signed_at is '交班签字';
comment on column handover.leaving_factor is '交班签字用了动态口令';
comment on column handover.on_behalf_reason is '代签原因（引用）';
comment on column handover.successor_account_id is '接班签字账号';
comment on column handover.successor_signed_at is '接班签字';
comment on column handover.successor_factor is '接班签字用了动态口令';
comment on column handover.successor_watch_id is '接手的班';
comment on column handover.items is '移交事项，交接完成时的样子';
comment on column handover.head_position is '交接完成时日志链的位次';
comment on column handover.head_chain is '交接完成时日志链的链头';

create table duty_note (
  id uuid primary key,
  division_code text not null collate "C",
  unit_id uuid not null,
  watch_id uuid,
  kind text not null,
  words jsonb not null,
  happened_at timestamptz not null,
  written_at timestamptz not null,
  written_by_account_id uuid not null,
  incident_id uuid,
  signal_id uuid,
  corrects_id uuid,
  corrected_by_id uuid
);
create index duty_note_unit on duty_note (unit_id, happened_at);
comment on table duty_note is '值班日志的手记；只增不改，更正另起一条';
comment on column duty_note.id is '编号';
comment on column duty_note.division_code is '区划';
comment on column duty_note.unit_id is '单位';
comment on column duty_note.watch_id is '当时的班';
comment on column duty_note.kind is '种类';
comment on column duty_note.words is '内容（引用）';
comment on column duty_note.happened_at is '发生时刻';
comment on column duty_note.written_at is '记下时刻';
comment on column duty_note.written_by_account_id is '记录人账号';
comment on column duty_note.incident_id is '事件';
comment on column duty_note.signal_id is '来报';
comment on column duty_note.corrects_id is '更正哪一条';
comment on column duty_note.corrected_by_id is '被哪一条更正';

create table phone_log (
  id uuid primary key,
  number text not null unique,
  division_code text not null collate "C",
  unit_id uuid not null,
  watch_id uuid,
  direction text not null,
  talked_at timestamptz not null,
  counterpart jsonb,
  counterpart_unit_id uuid,
  phone jsonb,
  content jsonb not null,
  taken_by_account_id uuid not null,
  proposal jsonb,
  instruction jsonb,
  result jsonb,
  status text not null,
  signal_id uuid,
  incident_id uuid,
  report_id uuid,
  phone_call_id uuid,
  written_at timestamptz not null,
  done_at timestamptz,
  corrects_id uuid,
  corrected_by_id uuid
);
create index phone_log_unit on phone_log (unit_id, talked_at desc, id desc);
create index phone_log_division on phone_log (division_code, talked_at desc, id desc);
create index phone_log_open on phone_log (unit_id) where status = 'open' and corrected_by_id is null;
create index phone_log_call on phone_log (phone_call_id) where phone_call_id is not null;
create index phone_log_phone on phone_log ((phone ->> 'ref')) where phone is not null;
comment on table phone_log is '值班电话记录；只增不改，更正另起一条';
comment on column phone_log.id is '编号';
comment on column phone_log.number is '编号（文号）';
comment on column phone_log.division_code is '区划';
comment on column phone_log.unit_id is '单位';
comment on column phone_log.watch_id is '当时的班';
comment on column phone_log.direction is '来电 in、去电 out';
comment on column phone_log.talked_at is '来电时间';
comment on column phone_log.counterpart is '来电单位、人（引用）';
comment on column phone_log.counterpart_unit_id is '来电单位（在册的）';
comment on column phone_log.phone is '电话（引用）';
comment on column phone_log.content is '内容（引用）';
comment on column phone_log.taken_by_account_id is '接电人账号';
comment on column phone_log.proposal is '拟办意见（引用）';
comment on column phone_log.instruction is '领导批示（引用）';
comment on column phone_log.result is '办理结果（引用）';
comment on column phone_log.status is '状态：open、done';
comment on column phone_log.signal_id is '来报';
comment on column phone_log.incident_id is '事件';
comment on column phone_log.report_id is '信息报告';
comment on column phone_log.phone_call_id is '通话';
comment on column phone_log.written_at is '记下时刻';
comment on column phone_log.done_at is '办结';
comment on column phone_log.corrects_id is '更正哪一条';
comment on column phone_log.corrected_by_id is '被哪一条更正';

create table spot_check_rule (
  id uuid primary key,
  division_code text not null collate "C",
  windows jsonb not null,
  unit_ids jsonb not null,
  answer_minutes integer not null,
  superior_after_minutes integer not null,
  basis text not null,
  status text not null,
  in_force_from timestamptz not null,
  ended_at timestamptz,
  set_by_unit_id uuid not null
);
create unique index spot_check_rule_active on spot_check_rule (division_code) where status = 'active';
comment on table spot_check_rule is '查岗规则：一个地区自某时起如何抽查；新的取代旧的';
comment on column spot_check_rule.id is '编号';
comment on column spot_check_rule.division_code is '区划';
comment on column spot_check_rule.windows is '时段与每月次数';
comment on column spot_check_rule.unit_ids is '被查单位';
comment on column spot_check_rule.answer_minutes is '应答时限，分钟';
comment on column spot_check_rule.superior_after_minutes is '未应答后多少分钟告知上级';
comment on column spot_check_rule.basis is '依据';
comment on column spot_check_rule.status is '状态：active、ended';
comment on column spot_check_rule.in_force_from is '自此时生效';
comment on column spot_check_rule.ended_at is '停用';
comment on column spot_check_rule.set_by_unit_id is '制定单位';

create table spot_check_draw (
  id uuid primary key,
  rule_id uuid not null,
  division_code text not null collate "C",
  month text not null,
  digest text not null,
  unit_ids jsonb not null,
  windows jsonb not null,
  not_before timestamptz not null,
  count integer not null,
  status text not null,
  drawn_at timestamptz not null,
  seed text,
  revealed_at timestamptz
);
create index spot_check_draw_division on spot_check_draw (division_code, drawn_at desc);
comment on table spot_check_draw is '查岗抽签：一个月一次，先封存摘要，过后公开种子';
comment on column spot_check_draw.id is '编号';
comment on column spot_check_draw.rule_id is '规则';
comment on column spot_check_draw.division_code is '区划';
comment on column spot_check_draw.month is '月份';
comment on column spot_check_draw.digest is '封存的 SHA-256';
comment on column spot_check_draw.unit_ids is '参加抽签的单位';
comment on column spot_check_draw.windows is '时段与次数';
comment on column spot_check_draw.not_before is '此前的不抽';
comment on column spot_check_draw.count is '抽出次数';
comment on column spot_check_draw.status is '状态：sealed、revealed';
comment on column spot_check_draw.drawn_at is '抽签';
comment on column spot_check_draw.seed is '种子，公开后才有';
comment on column spot_check_draw.revealed_at is '公开';

create table spot_check (
  id uuid primary key,
  number text not null unique,
  division_code text not null collate "C",
  unit_id uuid not null,
  by_unit_id uuid not null,
  by_division_code text not null collate "C",
  draw_id uuid,
  "window" text not null,
  day_kind text not null,
  way text not null,
  status text not null,
  called_at timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  answer_seconds integer,
  answer jsonb,
  "position" point,
  missed_at timestamptz,
  leader_told_at timestamptz,
  superior_told_at timestamptz,
  call_id uuid,
  leader_call_id uuid,
  by_account_id uuid,
  superior_after_minutes integer not null
);
create index spot_check_by on spot_check (by_division_code, called_at desc, id desc);
create index spot_check_unit on spot_check (unit_id, called_at desc, id desc);
create unique index spot_check_call on spot_check (call_id) where call_id is not null;
comment on table spot_check is '查岗：一个单位的一次';
comment on column spot_check.id is '编号';
comment on column spot_check.number is '编号（文号）';
comment on column spot_check.division_code is '区划';
comment on column spot_check.unit_id is '单位';
comment on column spot_check.by_unit_id is '查岗单位';
comment on column spot_check.by_division_code is '查岗地区';
comment on column spot_check.draw_id is '抽签；临时查岗为空';
comment on column spot_check."window" is '时段：night、holiday、now';
comment on column spot_check.day_kind is '当日：工作日、休息日、法定节假日、调休上班';
comment on column spot_check.way is '方式：app、phone、on-site';
comment on column spot_check.status is '状态';
comment on column spot_check.called_at is '发起';
comment on column spot_check.answer_by is '应答期限';
comment on column spot_check.answered_at is '应答';
comment on column spot_check.answer_seconds is '应答用时，秒';
comment on column spot_check.answer is '应答内容（引用）';
comment on column spot_check."position" is '位置';
comment on column spot_check.missed_at is '逾时';
comment on column spot_check.leader_told_at is '告知带班领导';
comment on column spot_check.superior_told_at is '告知上级';
comment on column spot_check.call_id is '点名';
comment on column spot_check.leader_call_id is '告知领导的点名';
comment on column spot_check.by_account_id is '查岗人账号；抽签的为空';
comment on column spot_check.superior_after_minutes is '未应答后多少分钟告知上级';

create table phone_call (
  id uuid primary key,
  division_code text not null collate "C",
  unit_id uuid not null,
  provider_account_id uuid not null,
  provider_call_id text not null,
  direction text not null,
  phone jsonb,
  status text not null,
  first_at timestamptz not null,
  ringing_at timestamptz,
  talking_at timestamptz,
  ended_at timestamptz,
  talk_seconds integer,
  taken_by_account_id uuid,
  phone_log_id uuid,
  recordings integer not null,
  dismissed_at timestamptz
);
create unique index phone_call_provider on phone_call (provider_account_id, provider_call_id);
create index phone_call_unit on phone_call (unit_id, first_at desc, id desc);
create index phone_call_division on phone_call (division_code, first_at desc, id desc);
comment on table phone_call is '通话：由电话网关报来';
comment on column phone_call.id is '编号';
comment on column phone_call.division_code is '区划';
comment on column phone_call.unit_id is '单位';
comment on column phone_call.provider_account_id is '网关账号';
comment on column phone_call.provider_call_id is '网关的通话编号';
comment on column phone_call.direction is '来电 in、去电 out';
comment on column phone_call.phone is '对方号码（引用）';
comment on column phone_call.status is '状态';
comment on column phone_call.first_at is '最早的消息所说的时刻';
comment on column phone_call.ringing_at is '振铃';
comment on column phone_call.talking_at is '接听';
comment on column phone_call.ended_at is '挂断';
comment on column phone_call.talk_seconds is '通话时长，秒';
comment on column phone_call.taken_by_account_id is '接电人账号';
comment on column phone_call.phone_log_id is '电话记录';
comment on column phone_call.recordings is '录音份数';
comment on column phone_call.dismissed_at is '无须登记';

create table fax (
  id uuid primary key,
  number text not null unique,
  division_code text not null collate "C",
  unit_id uuid not null,
  provider_account_id uuid not null,
  provider_fax_id text not null,
  phone jsonb,
  received_at timestamptz not null,
  pages integer not null,
  sha256 text not null,
  status text not null,
  handled_at timestamptz,
  handled_by_account_id uuid,
  note jsonb
);
create unique index fax_provider on fax (provider_account_id, provider_fax_id);
create index fax_unit on fax (unit_id, received_at desc, id desc);
create index fax_division on fax (division_code, received_at desc, id desc);
comment on table fax is '传真登记';
comment on column fax.id is '编号';
comment on column fax.number is '登记号';
comment on column fax.division_code is '区划';
comment on column fax.unit_id is '单位';
comment on column fax.provider_account_id is '网关账号';
comment on column fax.provider_fax_id is '网关的传真编号';
comment on column fax.phone is '来件号码（引用）';
comment on column fax.received_at is '收到';
comment on column fax.pages is '页数';
comment on column fax.sha256 is '内容的 SHA-256';
comment on column fax.status is '状态：registered、handled';
comment on column fax.handled_at is '处理';
comment on column fax.handled_by_account_id is '处理人账号';
comment on column fax.note is '处理情况（引用）';

create table linked_case (
  id uuid primary key,
  division_code text not null collate "C",
  unit_id uuid not null,
  provider_account_id uuid not null,
  system text not null,
  case_number text not null,
  signal_id uuid not null,
  received_at timestamptz not null,
  updates integer not null,
  status text not null,
  status_at timestamptz not null,
  told text not null,
  told_status text,
  told_at timestamptz
);
create unique index linked_case_number on linked_case (provider_account_id, system, case_number);
create index linked_case_signal on linked_case (signal_id);
create index linked_case_unit on linked_case (unit_id, received_at desc, id desc);
create index linked_case_division on linked_case (division_code, received_at desc, id desc);
comment on table linked_case is '联动警情：110、119、120、122、12345';
comment on column linked_case.id is '编号';
comment on column linked_case.division_code is '区划';
comment on column linked_case.unit_id is '单位';
comment on column linked_case.provider_account_id is '网关账号';
comment on column linked_case.system is '系统';
comment on column linked_case.case_number is '对方案件号';
comment on column linked_case.signal_id is '来报';
comment on column linked_case.received_at is '收到';
comment on column linked_case.updates is '续报次数';
comment on column linked_case.status is '状态';
comment on column linked_case.status_at is '状态时刻';
comment on column linked_case.told is '回告：none、queued、sent、refused、notConfigured';
comment on column linked_case.told_status is '已回告的状态';
comment on column linked_case.told_at is '回告时刻';

create table spot_check_secret (
  draw_id uuid primary key,
  seed_box text not null
);
comment on table spot_check_secret is '查岗抽签尚未公开的种子，以本节点密钥加密；公开后删除';
comment on column spot_check_secret.draw_id is '抽签';
comment on column spot_check_secret.seed_box is '种子，以本节点密钥 AES-256-GCM 加密';

-- 来电号码查是谁、以前打过没有：只索引像号码的值。
create function phone_digits(value text) returns text language sql immutable strict parallel safe as $$ select regexp_replace(value, '[^0-9]', '', 'g') $$;
comment on function phone_digits(text) is '号码里的数字';
create index personal_fact_phone on personal_fact (phone_digits(value)) where length(value) <= 24 and value ~ '^\+?[0-9][0-9 -]+$';
create index contact_point_value on contact_point ((value ->> 'ref')) where status = 'active';

-- 未了事项与值班日志每次都要查的。
create index duty_open_signal on signal (division_code) where status in ('received', 'verifying');
create index duty_open_suspicion on suspicion (division_code) where status = 'raised';
create index duty_open_clock on clock (from_unit_id) where status = 'running';
create index duty_open_call on call (by_unit_id) where status = 'running';
create index duty_open_task on task (division_code, due_at) where status in ('assigned', 'acknowledged', 'inProgress', 'disputed');
create index duty_issued_report on report (from_unit_id, issued_at) where issued_at is not null;
create index duty_overdue_clock on clock (from_unit_id, overdue_at) where overdue_at is not null;
create index spot_check_of_draw on spot_check (draw_id) where draw_id is not null;
