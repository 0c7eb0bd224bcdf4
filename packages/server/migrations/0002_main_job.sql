-- 主线：组织、来报、事件、信息报送、预案、指挥。每列有注释；已发布的迁移不再改动。

create table division (
  code text primary key collate "C",
  name text not null,
  full_name text not null,
  level text not null,
  parent_code text collate "C",
  statistical boolean not null,
  fictional boolean not null,
  pinyin text not null,
  position point,
  valid_from date,
  valid_to date,
  successor text
);
create index division_parent on division (parent_code);
comment on table division is '行政区划';
comment on column division.code is '12 位代码';
comment on column division.name is '名称';
comment on column division.full_name is '全称';
comment on column division.level is '层级';
comment on column division.parent_code is '上级';
comment on column division.statistical is '统计用区划';
comment on column division.fictional is '演示虚构';
comment on column division.pinyin is '拼音，检索与排序';
comment on column division.position is '代表点（经度,纬度）';
comment on column division.valid_from is '生效';
comment on column division.valid_to is '失效（不含）';
comment on column division.successor is '继任代码';

create table unit (
  id uuid primary key,
  name text not null,
  role text not null,
  division_code text not null collate "C",
  parent_id uuid,
  staffed_all_hours boolean not null,
  position point,
  status text not null
);
create index unit_division on unit (division_code, role);
comment on table unit is '单位';
comment on column unit.id is '编号';
comment on column unit.name is '名称';
comment on column unit.role is '应急职责';
comment on column unit.division_code is '所在区划';
comment on column unit.parent_id is '上级单位';
comment on column unit.staffed_all_hours is '24 小时值守';
comment on column unit.position is '位置';
comment on column unit.status is '状态';

create table post (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  key text not null,
  name text not null,
  lead boolean not null,
  person_id uuid
);
create index post_unit on post (unit_id);
comment on table post is '职务';
comment on column post.id is '编号';
comment on column post.unit_id is '单位';
comment on column post.division_code is '区划';
comment on column post.key is '预案所用职务名';
comment on column post.name is '名称';
comment on column post.lead is '正职';
comment on column post.person_id is '任职人';

create table person (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  name jsonb not null,
  title text not null,
  status text not null
);
create index person_unit on person (unit_id);
comment on table person is '人员';
comment on column person.id is '编号';
comment on column person.unit_id is '单位';
comment on column person.division_code is '区划';
comment on column person.name is '姓名（个人信息引用）';
comment on column person.title is '职务名称';
comment on column person.status is '状态';

create table contact_point (
  id uuid primary key,
  person_id uuid,
  unit_id uuid not null,
  division_code text not null collate "C",
  kind text not null,
  value jsonb not null,
  preferred boolean not null,
  status text not null
);
create index contact_point_person on contact_point (person_id);
comment on table contact_point is '联系方式';
comment on column contact_point.id is '编号';
comment on column contact_point.person_id is '人员';
comment on column contact_point.unit_id is '单位';
comment on column contact_point.division_code is '区划';
comment on column contact_point.kind is '种类';
comment on column contact_point.value is '号码（个人信息引用）';
comment on column contact_point.preferred is '首选';
comment on column contact_point.status is '状态：在用、已撤';

create table special_headquarters (
  id uuid primary key,
  name text not null,
  division_code text not null collate "C",
  hazard text not null,
  office_unit_id uuid not null,
  chief_post_id uuid,
  members jsonb not null
);
comment on table special_headquarters is '专项指挥部';
comment on column special_headquarters.id is '编号';
comment on column special_headquarters.name is '名称';
comment on column special_headquarters.division_code is '区划';
comment on column special_headquarters.hazard is '灾种';
comment on column special_headquarters.office_unit_id is '办公室设在';
comment on column special_headquarters.chief_post_id is '总指挥职务';
comment on column special_headquarters.members is '成员单位与职责';

create table account (
  id uuid primary key,
  username text not null unique,
  person_id uuid,
  unit_id uuid not null,
  division_code text not null collate "C",
  roles jsonb not null,
  status text not null,
  created_at timestamptz not null
);
comment on table account is '账号';
comment on column account.id is '编号';
comment on column account.username is '用户名';
comment on column account.person_id is '人员';
comment on column account.unit_id is '代表单位';
comment on column account.division_code is '辖区';
comment on column account.roles is '角色';
comment on column account.status is '状态';
comment on column account.created_at is '建立';

create table station (
  id uuid primary key,
  code text not null unique,
  name text not null,
  river text not null,
  division_code text not null collate "C",
  position point,
  warning_level_metres numeric,
  guarantee_level_metres numeric
);
create index station_division on station (division_code);
comment on table station is '水位站';
comment on column station.id is '编号';
comment on column station.code is '站号';
comment on column station.name is '名称';
comment on column station.river is '河流';
comment on column station.division_code is '区划';
comment on column station.position is '位置';
comment on column station.warning_level_metres is '警戒水位（米）';
comment on column station.guarantee_level_metres is '保证水位（米）';

create table typhoon_fix (
  id uuid primary key,
  number text not null,
  name text not null,
  division_code text not null collate "C",
  fixed_at timestamptz not null,
  position point not null,
  wind_metres_per_second numeric,
  pressure_hpa numeric,
  category text not null,
  wind_radii_km jsonb not null,
  landfall text,
  unique (number, fixed_at)
);
comment on table typhoon_fix is '台风定位';
comment on column typhoon_fix.id is '编号';
comment on column typhoon_fix.number is '台风编号';
comment on column typhoon_fix.name is '名称';
comment on column typhoon_fix.division_code is '录入地';
comment on column typhoon_fix.fixed_at is '定位时刻';
comment on column typhoon_fix.position is '中心';
comment on column typhoon_fix.wind_metres_per_second is '近中心最大风速（米/秒）';
comment on column typhoon_fix.pressure_hpa is '中心气压（百帕）';
comment on column typhoon_fix.category is '强度等级';
comment on column typhoon_fix.wind_radii_km is '7、10、12 级风圈半径（公里），空为不明';
comment on column typhoon_fix.landfall is '登陆地点';

create table signal (
  id uuid primary key,
  number text not null unique,
  source text not null,
  status text not null,
  type_code text not null,
  title text not null,
  division_code text not null collate "C",
  position point,
  received_at timestamptz not null,
  occurred_at timestamptz,
  facts jsonb not null,
  words jsonb,
  caller jsonb,
  gauge jsonb,
  merged_into_id uuid,
  incident_id uuid,
  submitted_by_unit_id uuid,
  handled_at timestamptz,
  status_reason jsonb
);
create index signal_division on signal (division_code, received_at desc);
create index signal_incident on signal (incident_id);
create index signal_merged on signal (merged_into_id) where merged_into_id is not null;
comment on table signal is '来报';
comment on column signal.id is '编号';
comment on column signal.number is '流水号';
comment on column signal.source is '来源';
comment on column signal.status is '状态';
comment on column signal.type_code is '事件类型';
comment on column signal.title is '标题（由类型与地点生成，无个人信息）';
comment on column signal.division_code is '区划';
comment on column signal.position is '位置';
comment on column signal.received_at is '接报时刻';
comment on column signal.occurred_at is '发生时刻';
comment on column signal.facts is '伤亡损失等';
comment on column signal.words is '原话（引用）';
comment on column signal.caller is '来电人、电话（引用）';
comment on column signal.gauge is '水位读数';
comment on column signal.merged_into_id is '并入';
comment on column signal.incident_id is '事件';
comment on column signal.submitted_by_unit_id is '上报单位';
comment on column signal.handled_at is '办理时刻';
comment on column signal.status_reason is '理由（引用）';

create table incident (
  id uuid primary key,
  number text not null unique,
  title text not null,
  type_code text not null,
  incident_class text not null,
  standard_id text not null,
  division_code text not null collate "C",
  position point,
  occurred_at timestamptz not null,
  known_at timestamptz not null,
  registered_at timestamptz not null,
  status text not null,
  facts jsonb not null,
  proposal jsonb,
  grade smallint check (grade between 1 and 4),
  graded_at timestamptz,
  graded_by_unit_id uuid,
  grade_reason jsonb,
  parent_id uuid,
  merged_into_id uuid,
  stable_at timestamptz,
  closed_at timestamptz,
  closing_summary jsonb,
  owner_unit_id uuid
);
create index incident_division on incident (division_code, registered_at desc);
create index incident_parent on incident (parent_id) where parent_id is not null;
comment on table incident is '突发事件';
comment on column incident.id is '编号';
comment on column incident.number is '事件号';
comment on column incident.title is '名称';
comment on column incident.type_code is '类型';
comment on column incident.incident_class is '大类';
comment on column incident.standard_id is '分级标准';
comment on column incident.division_code is '区划';
comment on column incident.position is '位置';
comment on column incident.occurred_at is '发生时刻';
comment on column incident.known_at is '知悉时刻';
comment on column incident.registered_at is '立项时刻';
comment on column incident.status is '状态';
comment on column incident.facts is '伤亡损失等';
comment on column incident.proposal is '规则建议的等级';
comment on column incident.grade is '确认的等级';
comment on column incident.graded_at is '定级时刻';
comment on column incident.graded_by_unit_id is '定级单位';
comment on column incident.grade_reason is '改级理由（引用）';
comment on column incident.parent_id is '次生、衍生自';
comment on column incident.merged_into_id is '并入';
comment on column incident.stable_at is '基本稳定时刻';
comment on column incident.closed_at is '结束时刻';
comment on column incident.closing_summary is '结案摘要（引用）';
comment on column incident.owner_unit_id is '主办单位';

create table report (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  from_unit_id uuid not null,
  kind text not null,
  sequence integer not null,
  number text not null,
  status text not null,
  facts jsonb not null,
  grade smallint,
  elements jsonb not null,
  signatory_post_id uuid,
  drafted_at timestamptz not null,
  issued_at timestamptz,
  zero boolean not null
);
create unique index report_sequence on report (incident_id, from_unit_id, sequence) where status <> 'discarded';
create unique index report_number on report (from_unit_id, number) where number <> '';
create index report_division on report (division_code);
comment on table report is '信息报告';
comment on column report.id is '编号';
comment on column report.incident_id is '事件';
comment on column report.division_code is '报送地';
comment on column report.from_unit_id is '报送单位';
comment on column report.kind is '初报、续报、终报';
comment on column report.sequence is '序次';
comment on column report.number is '文号';
comment on column report.status is '状态';
comment on column report.facts is '数字';
comment on column report.grade is '等级';
comment on column report.elements is '文字要素（引用）';
comment on column report.signatory_post_id is '签发职务';
comment on column report.drafted_at is '起草';
comment on column report.issued_at is '签发';
comment on column report.zero is '零报告';

create table report_delivery (
  id uuid primary key,
  report_id uuid not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  to_unit_id uuid not null,
  purpose text not null,
  status text not null,
  by text not null,
  listener jsonb,
  sent_at timestamptz not null,
  received_at timestamptz,
  unique (report_id, to_unit_id)
);
create index report_delivery_to on report_delivery (to_unit_id, status);
create index report_delivery_incident on report_delivery (incident_id);
comment on table report_delivery is '报告送达';
comment on column report_delivery.id is '编号';
comment on column report_delivery.report_id is '报告';
comment on column report_delivery.incident_id is '事件';
comment on column report_delivery.division_code is '报送地';
comment on column report_delivery.to_unit_id is '收件单位';
comment on column report_delivery.purpose is '上报、通报、呈报领导';
comment on column report_delivery.status is '状态';
comment on column report_delivery.by is '方式';
comment on column report_delivery.listener is '接听人（引用）';
comment on column report_delivery.sent_at is '发出';
comment on column report_delivery.received_at is '签收';

create table clock (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  rule_id text not null,
  title text not null,
  phase text not null,
  legal_basis text not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  clock_start text not null,
  starts_at timestamptz not null,
  due_at timestamptz not null,
  status text not null,
  reminded_at timestamptz,
  overdue_at timestamptz,
  met_at timestamptz,
  met_by_report_id uuid
);
create unique index clock_once on clock (incident_id, rule_id, from_unit_id, to_unit_id, starts_at) where status <> 'cancelled';
create index clock_incident on clock (incident_id);
create index clock_running on clock (due_at) where status = 'running';
create index clock_division on clock (division_code);
comment on table clock is '报送时限';
comment on column clock.id is '编号';
comment on column clock.incident_id is '事件';
comment on column clock.division_code is '报送地';
comment on column clock.rule_id is '规则';
comment on column clock.title is '名称';
comment on column clock.phase is '电话、书面、续报、核报';
comment on column clock.legal_basis is '依据';
comment on column clock.from_unit_id is '应报单位';
comment on column clock.to_unit_id is '收件单位';
comment on column clock.clock_start is '起算点';
comment on column clock.starts_at is '起算';
comment on column clock.due_at is '截止';
comment on column clock.status is '状态';
comment on column clock.reminded_at is '提醒';
comment on column clock.overdue_at is '超时';
comment on column clock.met_at is '报出';
comment on column clock.met_by_report_id is '凭哪份报告';

create table suspicion (
  id uuid primary key,
  kind text not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  signal_id uuid,
  incident_id uuid,
  clock_id uuid,
  rule_id text not null,
  evidence jsonb not null,
  raised_at timestamptz not null,
  status text not null,
  decided_at timestamptz,
  decided_by_unit_id uuid,
  decision_reason jsonb
);
create unique index suspicion_open on suspicion (unit_id, signal_id) where status = 'raised' and signal_id is not null;
create index suspicion_division on suspicion (division_code);
comment on table suspicion is '迟漏谎瞒报疑点';
comment on column suspicion.id is '编号';
comment on column suspicion.kind is '种类';
comment on column suspicion.division_code is '区划';
comment on column suspicion.unit_id is '涉及单位';
comment on column suspicion.signal_id is '来报';
comment on column suspicion.incident_id is '事件';
comment on column suspicion.clock_id is '时限';
comment on column suspicion.rule_id is '规则';
comment on column suspicion.evidence is '证据';
comment on column suspicion.raised_at is '提出';
comment on column suspicion.status is '状态';
comment on column suspicion.decided_at is '认定时刻';
comment on column suspicion.decided_by_unit_id is '认定单位';
comment on column suspicion.decision_reason is '理由（引用）';

create table plan (
  id uuid primary key,
  title text not null,
  number text not null,
  kind text not null,
  hazards jsonb not null,
  division_code text not null collate "C",
  version text not null,
  status text not null,
  owner_unit_id uuid not null,
  structure jsonb not null,
  imported_at timestamptz not null,
  in_force_at timestamptz
);
create unique index plan_in_force on plan (title, division_code) where status = 'inForce';
comment on table plan is '应急预案';
comment on column plan.id is '编号';
comment on column plan.title is '名称';
comment on column plan.number is '文号';
comment on column plan.kind is '类别';
comment on column plan.hazards is '灾种';
comment on column plan.division_code is '适用地';
comment on column plan.version is '版本';
comment on column plan.status is '状态';
comment on column plan.owner_unit_id is '责任单位';
comment on column plan.structure is '结构';
comment on column plan.imported_at is '导入';
comment on column plan.in_force_at is '生效';

create table response (
  id uuid primary key,
  incident_id uuid not null,
  plan_id uuid not null,
  plan_title text not null,
  plan_version text not null,
  division_code text not null collate "C",
  level smallint not null check (level between 1 and 4),
  matter text not null,
  expected_hours integer not null,
  measures jsonb not null,
  status text not null,
  headquarters_name text not null,
  started_at timestamptz not null,
  decided_by_post_key text not null,
  decided_by_unit_id uuid not null,
  level_changed_at timestamptz not null,
  ended_at timestamptz,
  end_reason jsonb,
  unresolved jsonb not null
);
create unique index response_active on response (incident_id, plan_id, division_code) where status = 'active';
create index response_division on response (division_code);
comment on table response is '应急响应';
comment on column response.id is '编号';
comment on column response.incident_id is '事件';
comment on column response.plan_id is '预案';
comment on column response.plan_title is '预案名';
comment on column response.plan_version is '预案版本';
comment on column response.division_code is '区划';
comment on column response.level is '级别';
comment on column response.matter is '事项';
comment on column response.expected_hours is '预计期限（小时）';
comment on column response.measures is '应急处置措施';
comment on column response.status is '状态';
comment on column response.headquarters_name is '指挥部';
comment on column response.started_at is '启动';
comment on column response.decided_by_post_key is '决定职务';
comment on column response.decided_by_unit_id is '决定单位';
comment on column response.level_changed_at is '级别变动时刻';
comment on column response.ended_at is '终止';
comment on column response.end_reason is '终止理由（引用）';
comment on column response.unresolved is '预案中落空的项';

create table seat (
  id uuid primary key,
  response_id uuid not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  group_key text,
  group_name text,
  role text not null,
  title text not null,
  unit_id uuid not null,
  person_id uuid,
  room text,
  status text not null,
  present_at timestamptz
);
create index seat_response on seat (response_id);
create index seat_incident on seat (incident_id);
comment on table seat is '指挥部席位';
comment on column seat.id is '编号';
comment on column seat.response_id is '响应';
comment on column seat.incident_id is '事件';
comment on column seat.division_code is '区划';
comment on column seat.group_key is '工作组';
comment on column seat.group_name is '工作组名';
comment on column seat.role is '角色';
comment on column seat.title is '席位名';
comment on column seat.unit_id is '单位';
comment on column seat.person_id is '人员';
comment on column seat.room is '房间';
comment on column seat.status is '状态';
comment on column seat.present_at is '到位';

create table task (
  id uuid primary key,
  incident_id uuid not null,
  response_id uuid,
  plan_task_key text,
  group_key text,
  group_name text,
  division_code text not null collate "C",
  unit_id uuid not null,
  title text not null,
  detail jsonb,
  phase text,
  evidence_required text,
  status text not null,
  assigned_at timestamptz not null,
  acknowledge_by timestamptz not null,
  due_at timestamptz not null,
  acknowledged_at timestamptz,
  progress_percent integer not null check (progress_percent between 0 and 100),
  progress_at timestamptz,
  progress_note jsonb,
  done_at timestamptz,
  overdue_at timestamptz,
  unacknowledged_at timestamptz,
  supervised_at timestamptz,
  disputed_at timestamptz,
  dispute_reason jsonb,
  rule_by timestamptz,
  ruling_overdue_at timestamptz
);
create index task_incident on task (incident_id);
create index task_unit on task (unit_id, status);
create unique index task_plan_key on task (response_id, plan_task_key, unit_id) where plan_task_key is not null and status <> 'cancelled';
comment on table task is '任务';
comment on column task.id is '编号';
comment on column task.incident_id is '事件';
comment on column task.response_id is '响应';
comment on column task.plan_task_key is '预案任务';
comment on column task.group_key is '工作组';
comment on column task.group_name is '工作组名';
comment on column task.division_code is '区划';
comment on column task.unit_id is '承办单位';
comment on column task.title is '标题';
comment on column task.detail is '要求（引用）';
comment on column task.phase is '阶段';
comment on column task.evidence_required is '凭据要求';
comment on column task.status is '状态';
comment on column task.assigned_at is '派发';
comment on column task.acknowledge_by is '应签收';
comment on column task.due_at is '应完成';
comment on column task.acknowledged_at is '签收';
comment on column task.progress_percent is '进度';
comment on column task.progress_at is '反馈';
comment on column task.progress_note is '反馈内容（引用）';
comment on column task.done_at is '完成';
comment on column task.overdue_at is '超时';
comment on column task.unacknowledged_at is '超时未签收';
comment on column task.supervised_at is '督办';
comment on column task.disputed_at is '提出争议';
comment on column task.dispute_reason is '争议理由（引用）';
comment on column task.rule_by is '应裁定';
comment on column task.ruling_overdue_at is '裁定超时';

create table notice (
  id uuid primary key,
  incident_id uuid not null,
  response_id uuid,
  division_code text not null collate "C",
  to_unit_id uuid not null,
  text text not null,
  acknowledge_by timestamptz not null,
  status text not null,
  queued_at timestamptz not null,
  delivered_at timestamptz,
  acknowledged_at timestamptz,
  overdue_at timestamptz
);
create index notice_incident on notice (incident_id);
create index notice_unit on notice (to_unit_id, status);
comment on table notice is '通知';
comment on column notice.id is '编号';
comment on column notice.incident_id is '事件';
comment on column notice.response_id is '响应';
comment on column notice.division_code is '区划';
comment on column notice.to_unit_id is '收件单位';
comment on column notice.text is '内容';
comment on column notice.acknowledge_by is '应确认';
comment on column notice.status is '状态';
comment on column notice.queued_at is '发送';
comment on column notice.delivered_at is '送达';
comment on column notice.acknowledged_at is '确认';
comment on column notice.overdue_at is '超时未确认';

create table demand (
  id uuid primary key,
  incident_id uuid not null,
  response_id uuid not null,
  division_code text not null collate "C",
  item text not null,
  quantity numeric not null,
  unit text not null,
  group_key text,
  needed_by timestamptz not null,
  status text not null,
  met_at timestamptz
);
create index demand_incident on demand (incident_id);
comment on table demand is '资源需求';
comment on column demand.id is '编号';
comment on column demand.incident_id is '事件';
comment on column demand.response_id is '响应';
comment on column demand.division_code is '区划';
comment on column demand.item is '物资、装备';
comment on column demand.quantity is '数量';
comment on column demand.unit is '单位';
comment on column demand.group_key is '工作组';
comment on column demand.needed_by is '何时要';
comment on column demand.status is '状态';
comment on column demand.met_at is '满足';

create table consultation (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  agenda text not null,
  unit_ids jsonb not null,
  scheduled_at timestamptz not null,
  status text not null,
  concluded_at timestamptz,
  conclusion jsonb
);
create index consultation_incident on consultation (incident_id);
comment on table consultation is '会商';
comment on column consultation.id is '编号';
comment on column consultation.incident_id is '事件';
comment on column consultation.division_code is '区划';
comment on column consultation.agenda is '议题';
comment on column consultation.unit_ids is '参加单位';
comment on column consultation.scheduled_at is '时间';
comment on column consultation.status is '状态';
comment on column consultation.concluded_at is '结论时刻';
comment on column consultation.conclusion is '结论（引用）';

create table emergency_state (
  id uuid primary key,
  division_code text not null collate "C",
  incident_id uuid not null,
  kind text not null,
  criteria text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  leave_criteria text
);
create unique index emergency_state_active on emergency_state (division_code, kind) where left_at is null;
comment on table emergency_state is '应急状态、紧急防汛期';
comment on column emergency_state.id is '编号';
comment on column emergency_state.division_code is '区划';
comment on column emergency_state.incident_id is '事件';
comment on column emergency_state.kind is '种类';
comment on column emergency_state.criteria is '进入条件';
comment on column emergency_state.entered_at is '进入';
comment on column emergency_state.left_at is '解除';
comment on column emergency_state.leave_criteria is '解除条件';

create table replay (
  id uuid primary key,
  scenario text not null,
  database text not null,
  requested_by uuid not null,
  started_at timestamptz not null,
  status text not null,
  parameters jsonb not null,
  failure text
);
comment on table replay is '回放（沙箱）登记；运行在自己的库与进程里';
comment on column replay.id is '编号';
comment on column replay.scenario is '场景';
comment on column replay.database is '数据库';
comment on column replay.requested_by is '发起账号';
comment on column replay.started_at is '开始（墙钟）';
comment on column replay.status is '状态';
comment on column replay.parameters is '参数';
comment on column replay.failure is '失败原因';

-- 地名：市以下从县级说起（演示县甲镇岭下村），市、省说本名。
create function place_name(wanted text) returns text language sql stable parallel safe as $$
  select case when d.level in ('province', 'city') or c.full_name is null then d.name else substr(d.full_name, length(c.full_name) + 1) end
  from division d left join division c on c.code = rpad(left(wanted, 4), 12, '0') and c.level = 'city' and starts_with(d.full_name, c.full_name)
  where d.code = wanted
$$;
comment on function place_name(text) is '行政区划代码的地名，从县级说起';
