-- 通知、叫应、点名。每列有注释；已发布的迁移不再改动。

create table call (
  id uuid primary key,
  number text not null,
  kind text not null,
  urgency text not null,
  title text not null,
  words jsonb not null,
  incident_id uuid,
  warning_id uuid,
  division_code text not null collate "C",
  by_unit_id uuid not null,
  audience_name text not null,
  channels jsonb not null,
  ladder jsonb not null,
  step integer not null,
  acknowledge_by timestamptz not null,
  status text not null,
  called_at timestamptz not null,
  completed_at timestamptz,
  closed_at timestamptz,
  close_reason jsonb
);
create index call_incident on call (incident_id);
create index call_place on call (division_code, called_at desc);
create unique index call_number on call (number);
comment on table call is '叫应';
comment on column call.id is '编号';
comment on column call.number is '编号（对外）';
comment on column call.kind is '种类';
comment on column call.urgency is '缓急';
comment on column call.title is '标题';
comment on column call.words is '内容（引用）';
comment on column call.incident_id is '事件';
comment on column call.warning_id is '预警';
comment on column call.division_code is '区划';
comment on column call.by_unit_id is '经办单位';
comment on column call.audience_name is '叫应对象说明';
comment on column call.channels is '通道';
comment on column call.ladder is '升级阶梯';
comment on column call.step is '已走级数';
comment on column call.acknowledge_by is '应签收（应答）';
comment on column call.status is '状态';
comment on column call.called_at is '发起';
comment on column call.completed_at is '全部应答';
comment on column call.closed_at is '结束';
comment on column call.close_reason is '未应答的处置说明（引用）';

create table call_recipient (
  id uuid primary key,
  call_id uuid not null,
  incident_id uuid,
  division_code text not null collate "C",
  unit_id uuid not null,
  person_id uuid,
  status text not null,
  times integer not null,
  answered_at timestamptz,
  answered_by text,
  answer_minutes integer,
  answer jsonb,
  position point,
  recorded_by_unit_id uuid,
  overdue_at timestamptz,
  escalated_at timestamptz,
  escalated_to_person_id uuid
);
create index call_recipient_call on call_recipient (call_id, status);
create index call_recipient_place on call_recipient (division_code, call_id);
create index call_recipient_person on call_recipient (person_id) where status <> 'answered';
create index call_recipient_unit on call_recipient (unit_id) where status <> 'answered';
comment on table call_recipient is '叫应对象';
comment on column call_recipient.id is '编号';
comment on column call_recipient.call_id is '叫应';
comment on column call_recipient.incident_id is '事件';
comment on column call_recipient.division_code is '区划';
comment on column call_recipient.unit_id is '单位';
comment on column call_recipient.person_id is '人员';
comment on column call_recipient.status is '状态';
comment on column call_recipient.times is '叫应次数';
comment on column call_recipient.answered_at is '应答';
comment on column call_recipient.answered_by is '应答方式';
comment on column call_recipient.answer_minutes is '应答用时（分钟）';
comment on column call_recipient.answer is '答复（引用）';
comment on column call_recipient.position is '位置（经度,纬度）';
comment on column call_recipient.recorded_by_unit_id is '代登记单位';
comment on column call_recipient.overdue_at is '超时';
comment on column call_recipient.escalated_at is '升级';
comment on column call_recipient.escalated_to_person_id is '升级给';

create table notification (
  id uuid primary key,
  call_id uuid,
  recipient_id uuid,
  task_id uuid,
  notice_id uuid,
  incident_id uuid,
  division_code text not null collate "C",
  unit_id uuid not null,
  person_id uuid,
  contact_point_id uuid,
  channel text not null,
  reason text not null,
  held_until timestamptz,
  status text not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  failed_at timestamptz,
  failure text,
  attempts integer not null,
  possible_duplicate boolean not null
);
create index notification_recipient on notification (recipient_id);
create index notification_call on notification (call_id);
create index notification_open on notification (channel, status) where status in ('queued', 'unknown');
create index notification_incident on notification (incident_id);
comment on table notification is '通知记录';
comment on column notification.id is '编号';
comment on column notification.call_id is '叫应';
comment on column notification.recipient_id is '叫应对象';
comment on column notification.task_id is '任务';
comment on column notification.notice_id is '通知';
comment on column notification.incident_id is '事件';
comment on column notification.division_code is '区划';
comment on column notification.unit_id is '单位';
comment on column notification.person_id is '人员';
comment on column notification.contact_point_id is '联系方式';
comment on column notification.channel is '通道';
comment on column notification.reason is '事由';
comment on column notification.held_until is '静默至';
comment on column notification.status is '状态';
comment on column notification.queued_at is '入队';
comment on column notification.sent_at is '发出';
comment on column notification.delivered_at is '送达';
comment on column notification.failed_at is '失败';
comment on column notification.failure is '失败原因';
comment on column notification.attempts is '尝试次数';
comment on column notification.possible_duplicate is '可能重复';

-- 通道各走各的：按通道取待发消息；有效期之前一直重试。
alter table outbox add column expires_at timestamptz;
create index outbox_lane on outbox (channel, not_before, created_at, id) where status = 'queued';
create index outbox_expiry on outbox (expires_at) where status = 'queued' and expires_at is not null;
comment on column outbox.expires_at is '有效期（墙钟）；空即一直重试';
