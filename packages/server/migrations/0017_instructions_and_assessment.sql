-- 批示与督办；事件统计；信息报送考核。每列有注释；已发布的迁移不再改动。

create table instruction (
  id uuid primary key,
  number text not null unique,
  division_code text not null collate "C",
  by_unit_id uuid not null,
  direction text not null,
  issuer_post_id uuid,
  issuer jsonb not null,
  medium text not null,
  title text not null,
  words jsonb not null,
  incident_id uuid,
  report_id uuid,
  urgency text not null,
  given_at timestamptz not null,
  registered_at timestamptz not null,
  status text not null,
  closed_at timestamptz,
  outcome jsonb
);
create index instruction_place on instruction (division_code, registered_at desc, id desc);
create index instruction_incident on instruction (incident_id) where incident_id is not null;
comment on table instruction is '批示：本级领导作出或上级下达的指示';
comment on column instruction.id is '编号';
comment on column instruction.number is '批示登记号';
comment on column instruction.division_code is '登记地';
comment on column instruction.by_unit_id is '登记单位';
comment on column instruction.direction is '本级领导、上级领导';
comment on column instruction.issuer_post_id is '批示领导职务';
comment on column instruction.issuer is '批示领导（引用）';
comment on column instruction.medium is '书面、口头、电话、在本系统';
comment on column instruction.title is '事由';
comment on column instruction.words is '批示内容（引用）';
comment on column instruction.incident_id is '事件';
comment on column instruction.report_id is '所批的报告';
comment on column instruction.urgency is '特急、加急、普通';
comment on column instruction.given_at is '批示时刻';
comment on column instruction.registered_at is '登记时刻';
comment on column instruction.status is '状态';
comment on column instruction.closed_at is '办结或撤回时刻';
comment on column instruction.outcome is '办理结果或撤回理由（引用）';

create table instruction_duty (
  id uuid primary key,
  instruction_id uuid not null,
  incident_id uuid,
  division_code text not null collate "C",
  unit_id uuid not null,
  role text not null,
  status text not null,
  requirement jsonb,
  assigned_at timestamptz not null,
  acknowledge_by timestamptz not null,
  acknowledged_at timestamptz,
  unacknowledged_at timestamptz,
  due_at timestamptz not null,
  first_due_at timestamptz not null,
  term_text text not null,
  rule_id text not null,
  reminded_at timestamptz,
  overdue_at timestamptz,
  first_overdue_at timestamptz,
  escalated_at timestamptz,
  feedback_at timestamptz,
  reported_at timestamptz,
  settled_at timestamptz,
  settle_reason jsonb,
  extension_to timestamptz,
  extension_reason jsonb,
  extension_asked_at timestamptz,
  extensions integer not null
);
create unique index instruction_duty_unit on instruction_duty (instruction_id, unit_id) where status <> 'cancelled';
create index instruction_duty_of_unit on instruction_duty (unit_id, instruction_id);
create index instruction_duty_overdue on instruction_duty (instruction_id) where overdue_at is not null;
create index instruction_duty_place on instruction_duty (division_code, first_due_at);
comment on table instruction_duty is '批示承办：一个单位对一件批示的办理';
comment on column instruction_duty.id is '编号';
comment on column instruction_duty.instruction_id is '批示';
comment on column instruction_duty.incident_id is '事件';
comment on column instruction_duty.division_code is '批示登记地';
comment on column instruction_duty.unit_id is '承办单位';
comment on column instruction_duty.role is '主办、协办';
comment on column instruction_duty.status is '状态';
comment on column instruction_duty.requirement is '交办要求（引用）';
comment on column instruction_duty.assigned_at is '交办时刻';
comment on column instruction_duty.acknowledge_by is '签收时限';
comment on column instruction_duty.acknowledged_at is '签收时刻';
comment on column instruction_duty.unacknowledged_at is '发现超时未签收的时刻';
comment on column instruction_duty.due_at is '现行办理时限';
comment on column instruction_duty.first_due_at is '交办时定的时限';
comment on column instruction_duty.term_text is '时限如何定的';
comment on column instruction_duty.rule_id is '所用督办规则';
comment on column instruction_duty.reminded_at is '提醒时刻';
comment on column instruction_duty.overdue_at is '发现逾期的时刻';
comment on column instruction_duty.first_overdue_at is '第一次逾期的时刻；同意延期后清除';
comment on column instruction_duty.escalated_at is '转告上级单位的时刻';
comment on column instruction_duty.feedback_at is '最近一次反馈';
comment on column instruction_duty.reported_at is '报告结果的时刻';
comment on column instruction_duty.settled_at is '认可、退回或取消的时刻';
comment on column instruction_duty.settle_reason is '认可、退回或取消的说明（引用）';
comment on column instruction_duty.extension_to is '申请延至，未定时有值';
comment on column instruction_duty.extension_reason is '延期理由（引用）';
comment on column instruction_duty.extension_asked_at is '申请延期的时刻';
comment on column instruction_duty.extensions is '已同意延期的次数';

create table instruction_feedback (
  id uuid primary key,
  duty_id uuid not null,
  instruction_id uuid not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  kind text not null,
  words jsonb not null,
  given_at timestamptz not null
);
create index instruction_feedback_duty on instruction_feedback (duty_id, given_at);
comment on table instruction_feedback is '批示反馈：只增不改';
comment on column instruction_feedback.id is '编号';
comment on column instruction_feedback.duty_id is '承办';
comment on column instruction_feedback.instruction_id is '批示';
comment on column instruction_feedback.division_code is '批示登记地';
comment on column instruction_feedback.unit_id is '反馈单位';
comment on column instruction_feedback.kind is '进展、结果';
comment on column instruction_feedback.words is '内容（引用）';
comment on column instruction_feedback.given_at is '反馈时刻';

create table supervision_notice (
  id uuid primary key,
  number text not null,
  instruction_id uuid not null,
  duty_id uuid not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  by_unit_id uuid,
  reason text not null,
  words jsonb,
  status text not null,
  drafted_at timestamptz not null,
  issued_at timestamptz,
  feedback_by timestamptz,
  copies_to jsonb not null
);
create index supervision_notice_duty on supervision_notice (duty_id, drafted_at);
create unique index supervision_notice_number on supervision_notice (division_code, number) where number <> '';
comment on table supervision_notice is '督办单：时限过后自动起草，由人签发';
comment on column supervision_notice.id is '编号';
comment on column supervision_notice.number is '督办单号，签发时给定';
comment on column supervision_notice.instruction_id is '批示';
comment on column supervision_notice.duty_id is '承办';
comment on column supervision_notice.division_code is '批示登记地';
comment on column supervision_notice.unit_id is '被督办单位';
comment on column supervision_notice.by_unit_id is '签发单位';
comment on column supervision_notice.reason is '逾期、超时未签收、领导要求';
comment on column supervision_notice.words is '督办要求（引用）';
comment on column supervision_notice.status is '待签发、已签发、不再需要';
comment on column supervision_notice.drafted_at is '起草时刻';
comment on column supervision_notice.issued_at is '签发时刻';
comment on column supervision_notice.feedback_by is '限期反馈';
comment on column supervision_notice.copies_to is '抄送单位';

-- 统计用的窄表：一个事件一行，由触发器在写事件和时限的同一事务里保持一致。见 docs/adr/figures-kept-by-trigger.md。
create table incident_figure (
  incident_id uuid primary key,
  counted boolean not null,
  division_code text not null collate "C",
  incident_class text not null,
  type_code text not null,
  grade smallint,
  occurred_on date not null,
  dead integer,
  missing integer,
  injured integer,
  seriously_injured integer,
  affected_people integer,
  direct_loss_yuan bigint,
  clocks_met smallint[] not null,
  clocks_late smallint[] not null,
  clocks_missed smallint[] not null
);
create index incident_figure_day on incident_figure (occurred_on) where counted;
create index incident_figure_place on incident_figure (division_code, occurred_on) where counted;
comment on table incident_figure is '事件统计窄表，由触发器保持';
comment on column incident_figure.incident_id is '事件';
comment on column incident_figure.counted is '计入统计；并入别的事件的不计';
comment on column incident_figure.division_code is '区划';
comment on column incident_figure.incident_class is '大类';
comment on column incident_figure.type_code is '类型';
comment on column incident_figure.grade is '确认的等级';
comment on column incident_figure.occurred_on is '发生日（北京时间）';
comment on column incident_figure.dead is '死亡，空为不明';
comment on column incident_figure.missing is '失踪，空为不明';
comment on column incident_figure.injured is '受伤，空为不明';
comment on column incident_figure.seriously_injured is '重伤，空为不明';
comment on column incident_figure.affected_people is '受灾，空为不明';
comment on column incident_figure.direct_loss_yuan is '直接经济损失（元，整数求和快），空为不明';
comment on column incident_figure.clocks_met is '按时报出的时限数，依次为省及以下、市及以下、县及以下、乡及以下单位应报的';
comment on column incident_figure.clocks_late is '迟报的时限数，同上';
comment on column incident_figure.clocks_missed is '未报的时限数（含已超时仍未报），同上';

create function keep_incident_figure() returns trigger language plpgsql as $$
begin
  insert into incident_figure (incident_id, counted, division_code, incident_class, type_code, grade, occurred_on, dead, missing, injured, seriously_injured, affected_people, direct_loss_yuan, clocks_met, clocks_late, clocks_missed)
  select c.id, c.status <> 'merged', c.division_code, c.incident_class, c.type_code, c.grade, (c.occurred_at at time zone 'Asia/Shanghai')::date,
    (c.facts ->> 'dead')::integer, (c.facts ->> 'missing')::integer, (c.facts ->> 'injured')::integer, (c.facts ->> 'seriouslyInjured')::integer, (c.facts ->> 'affectedPeople')::integer, round((c.facts ->> 'directLossWan')::numeric * 10000)::bigint,
    '{0,0,0,0}', '{0,0,0,0}', '{0,0,0,0}'
  from changed c
  on conflict (incident_id) do update set counted = excluded.counted, division_code = excluded.division_code, incident_class = excluded.incident_class, type_code = excluded.type_code, grade = excluded.grade, occurred_on = excluded.occurred_on,
    dead = excluded.dead, missing = excluded.missing, injured = excluded.injured, seriously_injured = excluded.seriously_injured, affected_people = excluded.affected_people, direct_loss_yuan = excluded.direct_loss_yuan;
  return null;
end $$;
comment on function keep_incident_figure() is '事件写入后更新统计窄表';
create trigger incident_figure_inserted after insert on incident referencing new table as changed for each statement execute function keep_incident_figure();
create trigger incident_figure_updated after update on incident referencing new table as changed for each statement execute function keep_incident_figure();

create function count_incident_clocks(ids uuid[]) returns void language sql as $$
  update incident_figure f set clocks_met = s.met, clocks_late = s.late, clocks_missed = s.missed
  from (
    select i.id,
      array[count(*) filter (where x.state = 'met'), count(*) filter (where x.state = 'met' and x.level >= 2), count(*) filter (where x.state = 'met' and x.level >= 3), count(*) filter (where x.state = 'met' and x.level >= 4)]::smallint[] as met,
      array[count(*) filter (where x.state = 'late'), count(*) filter (where x.state = 'late' and x.level >= 2), count(*) filter (where x.state = 'late' and x.level >= 3), count(*) filter (where x.state = 'late' and x.level >= 4)]::smallint[] as late,
      array[count(*) filter (where x.state = 'missed'), count(*) filter (where x.state = 'missed' and x.level >= 2), count(*) filter (where x.state = 'missed' and x.level >= 3), count(*) filter (where x.state = 'missed' and x.level >= 4)]::smallint[] as missed
    from unnest(ids) i(id) left join lateral (
      select case when c.status = 'running' and c.overdue_at is not null then 'missed' else c.status end as state,
        case when right(c.division_code, 10) = '0000000000' then 1 when right(c.division_code, 8) = '00000000' then 2 when right(c.division_code, 6) = '000000' then 3 else 4 end as level
      from clock c where c.incident_id = i.id) x on true
    group by i.id
  ) s where f.incident_id = s.id
$$;
comment on function count_incident_clocks(uuid[]) is '重算这些事件的时限数';
create function keep_clock_figure_inserted() returns trigger language plpgsql as $$
begin
  perform count_incident_clocks(array(select distinct incident_id from changed order by incident_id));
  return null;
end $$;
comment on function keep_clock_figure_inserted() is '时限写入后重算其事件的时限数';
create function keep_clock_figure_updated() returns trigger language plpgsql as $$
begin
  perform count_incident_clocks(array(select incident_id from changed union select incident_id from former order by 1));
  return null;
end $$;
comment on function keep_clock_figure_updated() is '时限改动后重算新旧事件的时限数';
create trigger clock_figure_inserted after insert on clock referencing new table as changed for each statement execute function keep_clock_figure_inserted();
create trigger clock_figure_updated after update on clock referencing old table as former new table as changed for each statement execute function keep_clock_figure_updated();

insert into incident_figure (incident_id, counted, division_code, incident_class, type_code, grade, occurred_on, dead, missing, injured, seriously_injured, affected_people, direct_loss_yuan, clocks_met, clocks_late, clocks_missed)
select c.id, c.status <> 'merged', c.division_code, c.incident_class, c.type_code, c.grade, (c.occurred_at at time zone 'Asia/Shanghai')::date,
  (c.facts ->> 'dead')::integer, (c.facts ->> 'missing')::integer, (c.facts ->> 'injured')::integer, (c.facts ->> 'seriouslyInjured')::integer, (c.facts ->> 'affectedPeople')::integer, round((c.facts ->> 'directLossWan')::numeric * 10000)::bigint,
  '{0,0,0,0}', '{0,0,0,0}', '{0,0,0,0}'
from incident c;
select count_incident_clocks(array(select id from incident order by id));

-- 清单按时间取最近一页：大库里不再先排序全部。
create index incident_recent on incident (registered_at desc, id desc);
create index incident_open on incident (registered_at desc, id desc) where status not in ('closed', 'merged');
create index report_recent on report ((coalesce(issued_at, drafted_at)) desc, id desc);
create index clock_by_due on clock (due_at, id);

create table assessment_scheme_version (
  id uuid primary key,
  division_code text not null collate "C",
  name text not null,
  base numeric not null,
  items jsonb not null,
  objection_days integer not null,
  basis text not null,
  in_force_from timestamptz not null,
  set_at timestamptz not null,
  set_by_unit_id uuid not null
);
create index assessment_scheme_version_place on assessment_scheme_version (division_code, in_force_from desc, set_at desc);
comment on table assessment_scheme_version is '考核办法：一个地区自某时起如何计分；只增不改，新的取代旧的';
comment on column assessment_scheme_version.id is '编号';
comment on column assessment_scheme_version.division_code is '区划；下级没有自定的沿用它';
comment on column assessment_scheme_version.name is '名称';
comment on column assessment_scheme_version.base is '基础分';
comment on column assessment_scheme_version.items is '各项分值与每月上限';
comment on column assessment_scheme_version.objection_days is '提出异议的工作日数';
comment on column assessment_scheme_version.basis is '依据';
comment on column assessment_scheme_version.in_force_from is '自此时起，对之后开始的月份生效';
comment on column assessment_scheme_version.set_at is '制定时刻';
comment on column assessment_scheme_version.set_by_unit_id is '制定单位';

create table assessment_entry (
  id uuid primary key,
  division_code text not null collate "C",
  unit_id uuid not null,
  item_key text not null,
  happened_at timestamptz not null,
  reason jsonb not null,
  added_at timestamptz not null,
  added_by_unit_id uuid not null,
  status text not null
);
create index assessment_entry_place on assessment_entry (division_code, happened_at desc, id desc);
comment on table assessment_entry is '登记的加扣分事项';
comment on column assessment_entry.id is '编号';
comment on column assessment_entry.division_code is '考核地';
comment on column assessment_entry.unit_id is '被考核单位';
comment on column assessment_entry.item_key is '项目';
comment on column assessment_entry.happened_at is '发生时刻';
comment on column assessment_entry.reason is '事由（引用）';
comment on column assessment_entry.added_at is '登记时刻';
comment on column assessment_entry.added_by_unit_id is '登记单位';
comment on column assessment_entry.status is '有效、已撤销';

create table assessment_bulletin (
  id uuid primary key,
  division_code text not null collate "C",
  by_unit_id uuid not null,
  month text not null,
  scheme jsonb not null,
  status text not null,
  computed_at timestamptz not null,
  published_at timestamptz,
  objections_until timestamptz,
  revision integer not null
);
create unique index assessment_bulletin_month on assessment_bulletin (division_code, month);
comment on table assessment_bulletin is '信息报送考核通报，每地每月一期';
comment on column assessment_bulletin.id is '编号';
comment on column assessment_bulletin.division_code is '考核地';
comment on column assessment_bulletin.by_unit_id is '编制单位';
comment on column assessment_bulletin.month is '月份';
comment on column assessment_bulletin.scheme is '所用考核办法';
comment on column assessment_bulletin.status is '草稿、已印发';
comment on column assessment_bulletin.computed_at is '计算时刻';
comment on column assessment_bulletin.published_at is '印发时刻';
comment on column assessment_bulletin.objections_until is '异议截止';
comment on column assessment_bulletin.revision is '印发后更正次数';

create table assessment_score (
  id uuid primary key,
  bulletin_id uuid not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  total numeric not null,
  rank integer not null,
  events jsonb not null,
  excluded jsonb not null,
  listed boolean not null
);
create unique index assessment_score_unit on assessment_score (bulletin_id, unit_id);
create index assessment_score_of_unit on assessment_score (unit_id);
comment on table assessment_score is '一个单位在一期通报里的得分';
comment on column assessment_score.id is '编号';
comment on column assessment_score.bulletin_id is '通报';
comment on column assessment_score.division_code is '考核地';
comment on column assessment_score.unit_id is '被考核单位';
comment on column assessment_score.total is '得分';
comment on column assessment_score.rank is '名次';
comment on column assessment_score.events is '计分依据';
comment on column assessment_score.excluded is '异议成立而不计的依据';
comment on column assessment_score.listed is '列入本期';

create table assessment_objection (
  id uuid primary key,
  bulletin_id uuid not null,
  score_id uuid not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  event_key text not null,
  reason jsonb not null,
  raised_at timestamptz not null,
  status text not null,
  decided_at timestamptz,
  decided_by_unit_id uuid,
  decision jsonb
);
create unique index assessment_objection_once on assessment_objection (score_id, event_key);
create index assessment_objection_bulletin on assessment_objection (bulletin_id);
comment on table assessment_objection is '对考核依据的异议';
comment on column assessment_objection.id is '编号';
comment on column assessment_objection.bulletin_id is '通报';
comment on column assessment_objection.score_id is '得分';
comment on column assessment_objection.division_code is '考核地';
comment on column assessment_objection.unit_id is '提出单位';
comment on column assessment_objection.event_key is '所指依据';
comment on column assessment_objection.reason is '理由（引用）';
comment on column assessment_objection.raised_at is '提出时刻';
comment on column assessment_objection.status is '待裁定、成立、不成立';
comment on column assessment_objection.decided_at is '裁定时刻';
comment on column assessment_objection.decided_by_unit_id is '裁定单位';
comment on column assessment_objection.decision is '裁定说明（引用）';
