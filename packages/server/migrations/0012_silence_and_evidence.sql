-- 疑点的对照与更正、事实联动告警、证据包所需索引。

alter table suspicion
  add column comparison jsonb,
  add column correction_due_at timestamptz,
  add column correction_overdue_at timestamptz,
  add column corrected_at timestamptz,
  add column corrected_by_report_id uuid;
comment on column suspicion.comparison is '对照：他处所说、所报、差额';
comment on column suspicion.correction_due_at is '更正报告的时限；空即未要求更正';
comment on column suspicion.correction_overdue_at is '逾期未更正';
comment on column suspicion.corrected_at is '更正报告报出';
comment on column suspicion.corrected_by_report_id is '更正报告';
-- 同一来报可按不同规则各有一个待认定的疑点。
drop index suspicion_open;
create unique index suspicion_open on suspicion (unit_id, signal_id, rule_id) where status = 'raised' and signal_id is not null;
create unique index suspicion_open_incident on suspicion (unit_id, incident_id, rule_id) where status = 'raised' and incident_id is not null and jsonb_array_length(comparison -> 'differences') > 0;
create index suspicion_correction on suspicion (unit_id, incident_id) where correction_due_at is not null and corrected_at is null;
create index suspicion_incident on suspicion (incident_id);

alter table linkage_alarm
  alter column warning_id drop not null,
  add column kind text not null default 'warning' check (kind in ('warning', 'facts')),
  add column evidence jsonb not null default '[]';
comment on column linkage_alarm.warning_id is '预警；事实联动告警为空';
comment on column linkage_alarm.kind is '种类：warning 预警已生效响应未跟上，facts 事实已达启动条件响应未跟上';
comment on column linkage_alarm.evidence is '依据：时刻与文字';
create unique index linkage_alarm_open_facts on linkage_alarm (incident_id, division_code) where status = 'open' and kind = 'facts';

create index journal_head_position on journal_head (position);
comment on index journal_head_position is '证据包：某位次之后的第一个签名头';
create index call_recipient_incident on call_recipient (incident_id) where incident_id is not null;
create index report_delivery_report on report_delivery (report_id);
