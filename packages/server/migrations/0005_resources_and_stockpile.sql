-- 队伍、装备、避难场所、设施、仓储。每列有注释；已发布的迁移不再改动。

create table team (
  id uuid primary key,
  name text not null,
  kind text not null,
  capabilities jsonb not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  leader_person_id uuid,
  strength integer not null,
  readiness text not null,
  position point,
  base_position point,
  committed_dispatch_id uuid,
  committed_at timestamptz,
  moved_at timestamptz,
  confirmed_at timestamptz not null,
  status text not null
);
create index team_place on team (division_code);
create index team_dispatch on team (committed_dispatch_id) where committed_dispatch_id is not null;
create index team_ready_position on team using gist (position) where status = 'active' and position is not null;
comment on table team is '队伍';
comment on column team.id is '编号';
comment on column team.name is '名称';
comment on column team.kind is '种类';
comment on column team.capabilities is '能力';
comment on column team.division_code is '区划';
comment on column team.unit_id is '单位';
comment on column team.leader_person_id is '负责人';
comment on column team.strength is '人数';
comment on column team.readiness is '战备状态';
comment on column team.position is '位置（经度,纬度）';
comment on column team.base_position is '驻地（经度,纬度）';
comment on column team.committed_dispatch_id is '执行的调度令';
comment on column team.committed_at is '连续作业起';
comment on column team.moved_at is '位置更新于';
comment on column team.confirmed_at is '最近确认';
comment on column team.status is '状态';

create table equipment (
  id uuid primary key,
  number text not null,
  name text not null,
  kind text not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  team_id uuid,
  capacity double precision,
  capacity_unit text,
  state text not null,
  position point,
  base_position point,
  committed_dispatch_id uuid,
  moved_at timestamptz,
  confirmed_at timestamptz not null,
  status text not null
);
create index equipment_place on equipment (division_code, kind);
create unique index equipment_number on equipment (unit_id, number);
create index equipment_dispatch on equipment (committed_dispatch_id) where committed_dispatch_id is not null;
create index equipment_position on equipment using gist (position) where status = 'active' and position is not null;
create index equipment_team on equipment (team_id) where team_id is not null;
comment on table equipment is '装备';
comment on column equipment.id is '编号';
comment on column equipment.number is '编号（对外）';
comment on column equipment.name is '名称';
comment on column equipment.kind is '种类';
comment on column equipment.division_code is '区划';
comment on column equipment.unit_id is '单位';
comment on column equipment.team_id is '队伍';
comment on column equipment.capacity is '容量';
comment on column equipment.capacity_unit is '容量单位';
comment on column equipment.state is '状态';
comment on column equipment.position is '位置（经度,纬度）';
comment on column equipment.base_position is '驻地（经度,纬度）';
comment on column equipment.committed_dispatch_id is '执行的调度令';
comment on column equipment.moved_at is '位置更新于';
comment on column equipment.confirmed_at is '最近确认';
comment on column equipment.status is '状态';

create table shelter (
  id uuid primary key,
  name text not null,
  kind text not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  position point,
  indoor boolean not null,
  capacity integer not null,
  occupancy integer not null check (occupancy >= 0),
  peak_occupancy integer not null,
  redirected integer not null,
  facilities jsonb not null,
  state text not null,
  opened_at timestamptz,
  incident_id uuid,
  confirmed_at timestamptz not null,
  status text not null
);
create index shelter_place on shelter (division_code);
create index shelter_position on shelter using gist (position) where status = 'active' and position is not null;
comment on table shelter is '避难场所';
comment on column shelter.id is '编号';
comment on column shelter.name is '名称';
comment on column shelter.kind is '种类';
comment on column shelter.division_code is '区划';
comment on column shelter.unit_id is '单位';
comment on column shelter.position is '位置（经度,纬度）';
comment on column shelter.indoor is '室内';
comment on column shelter.capacity is '容量';
comment on column shelter.occupancy is '在住人数';
comment on column shelter.peak_occupancy is '最高在住人数';
comment on column shelter.redirected is '分流人数';
comment on column shelter.facilities is '设施';
comment on column shelter.state is '状态';
comment on column shelter.opened_at is '开放';
comment on column shelter.incident_id is '事件';
comment on column shelter.confirmed_at is '最近确认';
comment on column shelter.status is '状态';

create table shelter_arrival (
  id uuid primary key,
  shelter_id uuid not null,
  incident_id uuid,
  division_code text not null collate "C",
  from_division_code text collate "C",
  people integer not null,
  admitted integer not null,
  redirected integer not null,
  redirected_to_id uuid,
  redirected_from_id uuid,
  departed integer not null,
  arrived_at timestamptz not null
);
create index shelter_arrival_shelter on shelter_arrival (shelter_id, arrived_at);
create index shelter_arrival_incident on shelter_arrival (incident_id);
comment on table shelter_arrival is '到达登记';
comment on column shelter_arrival.id is '编号';
comment on column shelter_arrival.shelter_id is '避难场所';
comment on column shelter_arrival.incident_id is '事件';
comment on column shelter_arrival.division_code is '区划';
comment on column shelter_arrival.from_division_code is '来自';
comment on column shelter_arrival.people is '人数';
comment on column shelter_arrival.admitted is '收住人数';
comment on column shelter_arrival.redirected is '分流人数';
comment on column shelter_arrival.redirected_to_id is '分流到';
comment on column shelter_arrival.redirected_from_id is '由哪里分流来';
comment on column shelter_arrival.departed is '已离开人数';
comment on column shelter_arrival.arrived_at is '到达';

create table facility (
  id uuid primary key,
  name text not null,
  kind text not null,
  division_code text not null collate "C",
  unit_id uuid,
  position point,
  figures jsonb not null,
  confirmed_at timestamptz not null,
  status text not null
);
create index facility_place on facility (division_code, kind);
create index facility_position on facility using gist (position) where status = 'active' and position is not null;
comment on table facility is '重点设施';
comment on column facility.id is '编号';
comment on column facility.name is '名称';
comment on column facility.kind is '种类';
comment on column facility.division_code is '区划';
comment on column facility.unit_id is '单位';
comment on column facility.position is '位置（经度,纬度）';
comment on column facility.figures is '数据';
comment on column facility.confirmed_at is '最近确认';
comment on column facility.status is '状态';

create table warehouse (
  id uuid primary key,
  name text not null,
  mode text not null,
  division_code text not null collate "C",
  unit_id uuid not null,
  keeper_person_id uuid,
  position point,
  confirmed_at timestamptz not null,
  status text not null
);
create index warehouse_place on warehouse (division_code);
comment on table warehouse is '仓库';
comment on column warehouse.id is '编号';
comment on column warehouse.name is '名称';
comment on column warehouse.mode is '储备方式';
comment on column warehouse.division_code is '区划';
comment on column warehouse.unit_id is '单位';
comment on column warehouse.keeper_person_id is '仓管员';
comment on column warehouse.position is '位置（经度,纬度）';
comment on column warehouse.confirmed_at is '最近确认';
comment on column warehouse.status is '状态';

create table item (
  id uuid primary key,
  code text not null,
  name text not null,
  unit text not null,
  division_code text not null collate "C",
  shelf_life_months integer,
  status text not null
);
create unique index item_code_name on item (division_code, code, name);
comment on table item is '物资品种';
comment on column item.id is '编号';
comment on column item.code is '编码';
comment on column item.name is '名称';
comment on column item.unit is '计量单位';
comment on column item.division_code is '区划';
comment on column item.shelf_life_months is '保质期（月）';
comment on column item.status is '状态';

create table lot (
  id uuid primary key,
  number text not null,
  warehouse_id uuid not null,
  item_id uuid not null,
  division_code text not null collate "C",
  quantity integer not null check (quantity >= 0),
  reserved integer not null check (reserved >= 0 and reserved <= quantity),
  produced_on date,
  expires_on date,
  location text,
  received_at timestamptz not null
);
create index lot_warehouse on lot (warehouse_id, item_id);
create index lot_place on lot (division_code);
create index lot_item on lot (item_id, expires_on);
create unique index lot_number on lot (warehouse_id, number);
create index lot_generated_number on lot (number text_pattern_ops);
comment on table lot is '批次';
comment on column lot.id is '编号';
comment on column lot.number is '编号（对外）';
comment on column lot.warehouse_id is '仓库';
comment on column lot.item_id is '品种';
comment on column lot.division_code is '区划';
comment on column lot.quantity is '数量';
comment on column lot.reserved is '已为调度令预留';
comment on column lot.produced_on is '生产日期';
comment on column lot.expires_on is '有效期至';
comment on column lot.location is '库位';
comment on column lot.received_at is '入库（接收）';

create table stock_move (
  id uuid primary key,
  number text not null,
  kind text not null,
  warehouse_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  division_code text not null collate "C",
  from_account text not null,
  to_account text not null,
  quantity integer not null check (quantity > 0),
  incident_id uuid,
  dispatch_id uuid,
  moved_at timestamptz not null,
  document text,
  papers_due_at timestamptz,
  papers_at timestamptz,
  papers_overdue_at timestamptz,
  note jsonb
);
create index stock_move_lot on stock_move (lot_id);
create index stock_move_place on stock_move (division_code, moved_at desc);
create index stock_move_incident on stock_move (incident_id) where incident_id is not null;
create index stock_move_warehouse on stock_move (warehouse_id, moved_at desc);
create index stock_move_dispatch on stock_move (dispatch_id) where dispatch_id is not null;
create unique index stock_move_number on stock_move (number);
comment on table stock_move is '物资台账';
comment on column stock_move.id is '编号';
comment on column stock_move.number is '编号（对外）';
comment on column stock_move.kind is '种类';
comment on column stock_move.warehouse_id is '仓库';
comment on column stock_move.item_id is '品种';
comment on column stock_move.lot_id is '批次';
comment on column stock_move.division_code is '区划';
comment on column stock_move.from_account is '自账户';
comment on column stock_move.to_account is '至账户';
comment on column stock_move.quantity is '数量';
comment on column stock_move.incident_id is '事件';
comment on column stock_move.dispatch_id is '调度令';
comment on column stock_move.moved_at is '发生时间';
comment on column stock_move.document is '单据';
comment on column stock_move.papers_due_at is '手续应补';
comment on column stock_move.papers_at is '手续补齐';
comment on column stock_move.papers_overdue_at is '手续逾期';
comment on column stock_move.note is '说明（引用）';

create table stock_minimum (
  id uuid primary key,
  warehouse_id uuid not null,
  item_id uuid not null,
  division_code text not null collate "C",
  quantity integer not null
);
create unique index stock_minimum_item on stock_minimum (warehouse_id, item_id);
comment on table stock_minimum is '最低储备';
comment on column stock_minimum.id is '编号';
comment on column stock_minimum.warehouse_id is '仓库';
comment on column stock_minimum.item_id is '品种';
comment on column stock_minimum.division_code is '区划';
comment on column stock_minimum.quantity is '数量';

create index division_village_position on division using gist (position) where level = 'village' and position is not null;
alter table division add column population integer check (population >= 0);
comment on column division.population is '常住人口（演示为示意数）';
