-- 资源申请与调度。每列有注释；已发布的迁移不再改动。

create table resource_request (
  id uuid primary key,
  number text not null,
  incident_id uuid not null,
  parent_id uuid,
  demand_id uuid,
  division_code text not null collate "C",
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  to_division_code text not null collate "C",
  lines jsonb not null,
  destination_name text not null,
  destination_division_code text not null collate "C",
  position point not null,
  needed_by timestamptz not null,
  priority integer not null,
  status text not null,
  drafted_at timestamptz not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  accept_by timestamptz,
  overdue_at timestamptz,
  closed_at timestamptz,
  reason jsonb,
  refusal_reason jsonb
);
create index resource_request_incident on resource_request (incident_id);
create index resource_request_to on resource_request (to_unit_id, status);
create index resource_request_to_place on resource_request (to_division_code, status);
create index resource_request_place on resource_request (division_code);
create index resource_request_demand on resource_request (demand_id) where demand_id is not null;
create unique index resource_request_number on resource_request (number);
comment on table resource_request is '资源申请';
comment on column resource_request.id is '编号';
comment on column resource_request.number is '编号（对外）';
comment on column resource_request.incident_id is '事件';
comment on column resource_request.parent_id is '由哪份下级申请的缺口而来';
comment on column resource_request.demand_id is '需求';
comment on column resource_request.division_code is '申请区划';
comment on column resource_request.from_unit_id is '申请单位';
comment on column resource_request.to_unit_id is '受理单位';
comment on column resource_request.to_division_code is '受理区划';
comment on column resource_request.lines is '明细';
comment on column resource_request.destination_name is '送达地点';
comment on column resource_request.destination_division_code is '送达区划';
comment on column resource_request.position is '送达位置（经度,纬度）';
comment on column resource_request.needed_by is '需到位';
comment on column resource_request.priority is '优先级';
comment on column resource_request.status is '状态';
comment on column resource_request.drafted_at is '起草';
comment on column resource_request.submitted_at is '报出';
comment on column resource_request.accepted_at is '受理';
comment on column resource_request.accept_by is '应受理';
comment on column resource_request.overdue_at is '超时未受理';
comment on column resource_request.closed_at is '结束';
comment on column resource_request.reason is '事由';
comment on column resource_request.refusal_reason is '不予支持理由（引用）';

create table shortage (
  id uuid primary key,
  request_id uuid not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  line_key text not null,
  name text not null,
  quantity integer not null,
  unit text not null,
  status text not null,
  found_at timestamptz not null,
  upward_request_id uuid,
  met_at timestamptz
);
create index shortage_request on shortage (request_id);
create index shortage_incident on shortage (incident_id);
create index shortage_upward on shortage (upward_request_id) where upward_request_id is not null;
comment on table shortage is '缺口';
comment on column shortage.id is '编号';
comment on column shortage.request_id is '申请';
comment on column shortage.incident_id is '事件';
comment on column shortage.division_code is '区划';
comment on column shortage.line_key is '明细项';
comment on column shortage.name is '名称';
comment on column shortage.quantity is '数量';
comment on column shortage.unit is '计量单位';
comment on column shortage.status is '状态';
comment on column shortage.found_at is '发现';
comment on column shortage.upward_request_id is '向上申请';
comment on column shortage.met_at is '补足';

create table dispatch (
  id uuid primary key,
  number text not null,
  incident_id uuid not null,
  request_id uuid,
  line_key text,
  division_code text not null collate "C",
  unit_id uuid not null,
  kind text not null,
  name text not null,
  quantity integer not null,
  unit text not null,
  people integer not null,
  team_id uuid,
  equipment_ids jsonb not null,
  warehouse_id uuid,
  lots jsonb not null,
  destination_name text not null,
  destination_division_code text not null collate "C",
  destination point not null,
  receiver_unit_id uuid not null,
  distance_metres double precision,
  travel_minutes integer,
  travel_basis text not null,
  reasons jsonb not null,
  status text not null,
  ordered_at timestamptz not null,
  acknowledge_by timestamptz not null,
  acknowledged_at timestamptz,
  unacknowledged_at timestamptz,
  departed_at timestamptz,
  arrive_by timestamptz,
  overdue_at timestamptz,
  arrived_at timestamptz,
  received_at timestamptz,
  received_quantity integer,
  returned_at timestamptz,
  returned_quantity integer,
  damaged_quantity integer,
  position point,
  position_at timestamptz,
  remark jsonb
);
create index dispatch_incident on dispatch (incident_id);
create index dispatch_request on dispatch (request_id) where request_id is not null;
create index dispatch_unit on dispatch (unit_id, status);
create index dispatch_place on dispatch (division_code);
create index dispatch_destination_place on dispatch (destination_division_code);
create index dispatch_receiver on dispatch (receiver_unit_id, status);
create unique index dispatch_number on dispatch (number);
comment on table dispatch is '调度令';
comment on column dispatch.id is '编号';
comment on column dispatch.number is '编号（对外）';
comment on column dispatch.incident_id is '事件';
comment on column dispatch.request_id is '申请';
comment on column dispatch.line_key is '明细项';
comment on column dispatch.division_code is '下令区划';
comment on column dispatch.unit_id is '出动单位';
comment on column dispatch.kind is '种类';
comment on column dispatch.name is '名称';
comment on column dispatch.quantity is '数量';
comment on column dispatch.unit is '计量单位';
comment on column dispatch.people is '人数';
comment on column dispatch.team_id is '队伍';
comment on column dispatch.equipment_ids is '装备';
comment on column dispatch.warehouse_id is '仓库';
comment on column dispatch.lots is '批次明细';
comment on column dispatch.destination_name is '送达地点';
comment on column dispatch.destination_division_code is '送达区划';
comment on column dispatch.destination is '送达位置（经度,纬度）';
comment on column dispatch.receiver_unit_id is '接收单位';
comment on column dispatch.distance_metres is '距离（米）';
comment on column dispatch.travel_minutes is '路程（分钟）';
comment on column dispatch.travel_basis is '路程估算依据';
comment on column dispatch.reasons is '依据';
comment on column dispatch.status is '状态';
comment on column dispatch.ordered_at is '下令';
comment on column dispatch.acknowledge_by is '应签收';
comment on column dispatch.acknowledged_at is '签收';
comment on column dispatch.unacknowledged_at is '超时未签收';
comment on column dispatch.departed_at is '出发';
comment on column dispatch.arrive_by is '应到达';
comment on column dispatch.overdue_at is '超时未到达';
comment on column dispatch.arrived_at is '到达';
comment on column dispatch.received_at is '交接';
comment on column dispatch.received_quantity is '实收数量';
comment on column dispatch.returned_at is '归还';
comment on column dispatch.returned_quantity is '归还数量';
comment on column dispatch.damaged_quantity is '损坏数量';
comment on column dispatch.position is '现在位置（经度,纬度）';
comment on column dispatch.position_at is '位置时间';
comment on column dispatch.remark is '说明：取消原因、差额原因（引用）';
