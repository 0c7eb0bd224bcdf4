-- 评估与改进。每列有注释；已发布的迁移不再改动。

create table evaluation (
  id uuid primary key,
  incident_id uuid not null,
  division_code text not null collate "C",
  by_unit_id uuid not null,
  status text not null,
  figures jsonb not null,
  findings jsonb not null,
  drafted_at timestamptz not null,
  issued_at timestamptz,
  summary jsonb
);
create unique index evaluation_incident on evaluation (incident_id, division_code);
comment on table evaluation is '处置评估';
comment on column evaluation.id is '编号';
comment on column evaluation.incident_id is '事件';
comment on column evaluation.division_code is '区划';
comment on column evaluation.by_unit_id is '经办单位';
comment on column evaluation.status is '状态';
comment on column evaluation.figures is '数据';
comment on column evaluation.findings is '发现';
comment on column evaluation.drafted_at is '起草';
comment on column evaluation.issued_at is '发布';
comment on column evaluation.summary is '总结（引用）';

create table improvement (
  id uuid primary key,
  evaluation_id uuid not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  finding_keys jsonb not null,
  plan_id uuid,
  target text not null,
  text text not null,
  status text not null,
  proposed_at timestamptz not null,
  decided_at timestamptz
);
create index improvement_incident on improvement (incident_id);
comment on table improvement is '改进建议';
comment on column improvement.id is '编号';
comment on column improvement.evaluation_id is '评估';
comment on column improvement.incident_id is '事件';
comment on column improvement.division_code is '区划';
comment on column improvement.finding_keys is '对应发现';
comment on column improvement.plan_id is '预案';
comment on column improvement.target is '改进对象';
comment on column improvement.text is '内容';
comment on column improvement.status is '状态';
comment on column improvement.proposed_at is '提出';
comment on column improvement.decided_at is '决定';
