-- 信息报告的审核签发、补签、更正、签名；电话报告的通话时刻与复述；公文格式。每列有注释；已发布的迁移不再改动。

alter table report add column drafted_by_account_id uuid;
alter table report add column submitted_at timestamptz;
alter table report add column submitted_by_account_id uuid;
alter table report add column reviewed_at timestamptz;
alter table report add column reviewed_by_account_id uuid;
alter table report add column review_remarks jsonb;
alter table report add column issued_by_account_id uuid;
alter table report add column signing_way text;
alter table report add column urgent_reason jsonb;
alter table report add column countersigned_at timestamptz;
alter table report add column countersigned_by_account_id uuid;
alter table report add column corrects_report_id uuid;
alter table report add column correction jsonb;
alter table report add column seal_digest text;
comment on column report.drafted_by_account_id is '拟稿账号';
comment on column report.submitted_at is '最近一次送审';
comment on column report.submitted_by_account_id is '送审账号';
comment on column report.reviewed_at is '最近一次审核（通过或退回）';
comment on column report.reviewed_by_account_id is '审核账号';
comment on column report.review_remarks is '审核意见（引用）';
comment on column report.issued_by_account_id is '签发报出账号';
comment on column report.signing_way is '按哪种方式签发：审核后、领导直接、不需领导签发、电话先报、紧急先发';
comment on column report.urgent_reason is '紧急先发的理由（引用）';
comment on column report.countersigned_at is '领导补签';
comment on column report.countersigned_by_account_id is '补签账号';
comment on column report.corrects_report_id is '更正哪一份报告；不是更正的为空';
comment on column report.correction is '更正说明：原报何处有误、原因（引用）';
comment on column report.seal_digest is '签发内容的摘要：规范 JSON 的 SHA-256；此前签发的为空';
create index report_corrects on report (corrects_report_id) where corrects_report_id is not null;
create index report_awaiting_signature on report (division_code) where status in ('inReview', 'approved') or (status = 'issued' and signing_way = 'urgent' and countersigned_at is null);

alter table report_delivery add column spoken_at timestamptz;
alter table report_delivery add column read_back jsonb;
comment on column report_delivery.spoken_at is '电话报告的通话时刻；书面的为空';
comment on column report_delivery.read_back is '对方复述的内容（引用）';

create table report_signature (
  report_id uuid primary key,
  digest text not null,
  algorithm text not null,
  public_key text not null,
  signature text not null,
  signed_at timestamptz not null
);
comment on table report_signature is '签发报告的签名：本机私钥对内容摘要的签名；每台机器的私钥不同，故在业务状态之外';
comment on column report_signature.report_id is '报告';
comment on column report_signature.digest is '被签的摘要';
comment on column report_signature.algorithm is '算法';
comment on column report_signature.public_key is '公钥（SPKI，base64）';
comment on column report_signature.signature is '签名（base64）';
comment on column report_signature.signed_at is '签名时刻';

create table document_form (
  id uuid primary key,
  unit_id uuid not null,
  division_code text not null collate "C",
  issuer_title text not null,
  number_word text not null,
  signature_name text not null,
  copies_to text not null,
  printed_by text not null,
  in_force_from timestamptz not null,
  set_at timestamptz not null,
  set_by_unit_id uuid not null
);
create index document_form_unit on document_form (unit_id, in_force_from desc, set_at desc);
comment on table document_form is '公文格式：一个单位自某时起的红头、文号、署名、抄送；只增不改，新的取代旧的';
comment on column document_form.id is '编号';
comment on column document_form.unit_id is '单位';
comment on column document_form.division_code is '区划';
comment on column document_form.issuer_title is '发文机关标志';
comment on column document_form.number_word is '机关代字，文号里年份之前的部分';
comment on column document_form.signature_name is '发文机关署名';
comment on column document_form.copies_to is '默认抄送，可为空';
comment on column document_form.printed_by is '印发机关';
comment on column document_form.in_force_from is '自此时生效';
comment on column document_form.set_at is '制定时刻';
comment on column document_form.set_by_unit_id is '制定单位';
