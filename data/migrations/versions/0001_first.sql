CREATE TABLE acknowledgement (
	version_id CHAR(32) NOT NULL, 
	person TEXT NOT NULL, 
	acknowledged_at DATETIME, 
	text_hash VARCHAR(64) NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_acknowledgement PRIMARY KEY (id), 
	CONSTRAINT fk_acknowledgement_version_id FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
--
CREATE TABLE activity (
	name_ar TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	purposes TEXT NOT NULL, 
	legal_basis VARCHAR(40) NOT NULL, 
	people JSON NOT NULL, 
	data JSON NOT NULL, 
	sensitive BOOLEAN NOT NULL, 
	flows JSON NOT NULL, 
	recipients TEXT NOT NULL, 
	transfers TEXT NOT NULL, 
	security TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	started_on DATE, 
	ended_on DATE, 
	keep_until DATE, 
	last_review DATE, 
	next_review DATE, 
	note TEXT NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_activity PRIMARY KEY (id), 
	CONSTRAINT uq_activity_serial UNIQUE (serial)
);
--
CREATE TABLE agreement (
	title TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	parties JSON NOT NULL, 
	signed_on DATE, 
	valid_from DATE, 
	valid_until DATE, 
	review_on DATE, 
	law VARCHAR(40) NOT NULL, 
	items JSON NOT NULL, 
	note TEXT NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_agreement PRIMARY KEY (id), 
	CONSTRAINT uq_agreement_serial UNIQUE (serial)
);
--
CREATE TABLE attachment (
	subject VARCHAR(40) NOT NULL, 
	subject_id CHAR(32), 
	name TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	size INTEGER, 
	sha256 TEXT NOT NULL, 
	note TEXT NOT NULL, 
	content BLOB NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_attachment PRIMARY KEY (id)
);
--
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	actor VARCHAR(200) NOT NULL, 
	action VARCHAR(60) NOT NULL, 
	subject VARCHAR(40) NOT NULL, 
	subject_id VARCHAR(36) NOT NULL, 
	payload_digest BLOB NOT NULL, 
	prev_hash BLOB NOT NULL, 
	hash BLOB NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (seq)
);
--
CREATE TABLE audit_checkpoint (
	seq INTEGER NOT NULL, 
	hash BLOB NOT NULL, 
	CONSTRAINT pk_audit_checkpoint PRIMARY KEY (seq)
);
--
CREATE TABLE audit_payload (
	seq INTEGER NOT NULL, 
	salt BLOB NOT NULL, 
	json BLOB NOT NULL, 
	CONSTRAINT pk_audit_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_audit_payload_seq FOREIGN KEY(seq) REFERENCES audit (seq)
);
--
CREATE TABLE breach (
	title TEXT NOT NULL, 
	severity VARCHAR(40) NOT NULL, 
	next_due DATETIME, 
	state VARCHAR(40) NOT NULL, 
	closed_at DATETIME, 
	told_at DATETIME, 
	told_late BOOLEAN NOT NULL, 
	occurred_from DATETIME, 
	occurred_to DATETIME, 
	occurred_estimated BOOLEAN NOT NULL, 
	ongoing BOOLEAN NOT NULL, 
	detected_at DATETIME, 
	aware_at DATETIME, 
	zone TEXT NOT NULL, 
	processor_aware_at DATETIME, 
	processor_told_us_at DATETIME, 
	reported_by TEXT NOT NULL, 
	channel VARCHAR(40) NOT NULL, 
	confirmation VARCHAR(40) NOT NULL, 
	nature JSON NOT NULL, 
	incident VARCHAR(40) NOT NULL, 
	cause VARCHAR(40) NOT NULL, 
	description TEXT NOT NULL, 
	data JSON NOT NULL, 
	people JSON NOT NULL, 
	people_count INTEGER, 
	people_estimated BOOLEAN NOT NULL, 
	records_count INTEGER, 
	records_estimated BOOLEAN NOT NULL, 
	encryption VARCHAR(40) NOT NULL, 
	flows JSON NOT NULL, 
	parties JSON NOT NULL, 
	activities JSON NOT NULL, 
	impacts JSON NOT NULL, 
	consequences TEXT NOT NULL, 
	severity_inputs JSON NOT NULL, 
	severity_score FLOAT, 
	severity_note TEXT NOT NULL, 
	measures_taken TEXT NOT NULL, 
	measures_planned TEXT NOT NULL, 
	advice TEXT NOT NULL, 
	root_cause TEXT NOT NULL, 
	lessons TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	near_miss BOOLEAN NOT NULL, 
	laws JSON NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_breach PRIMARY KEY (id), 
	CONSTRAINT uq_breach_serial UNIQUE (serial)
);
--
CREATE TABLE certificate (
	party_id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	number TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	valid_until DATE, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_certificate PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_party_id FOREIGN KEY(party_id) REFERENCES party (id) ON DELETE CASCADE
);
--
CREATE TABLE clause (
	version_id CHAR(32) NOT NULL, 
	position INTEGER, 
	number TEXT NOT NULL, 
	heading_ar TEXT NOT NULL, 
	heading_en TEXT NOT NULL, 
	text_ar TEXT NOT NULL, 
	text_en TEXT NOT NULL, 
	article TEXT NOT NULL, 
	topics JSON NOT NULL, 
	shares_with JSON NOT NULL, 
	reading_confirmed BOOLEAN NOT NULL, 
	reading_hash TEXT NOT NULL, 
	source_language VARCHAR(40) NOT NULL, 
	translation_stale VARCHAR(40) NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_clause PRIMARY KEY (id), 
	CONSTRAINT fk_clause_version_id FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
--
CREATE TABLE comment (
	version_id CHAR(32) NOT NULL, 
	clause_number TEXT NOT NULL, 
	author TEXT NOT NULL, 
	text TEXT NOT NULL, 
	resolved_at DATETIME, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_comment PRIMARY KEY (id), 
	CONSTRAINT fk_comment_version_id FOREIGN KEY(version_id) REFERENCES version (id) ON DELETE CASCADE
);
--
CREATE TABLE disclosure (
	party CHAR(32), 
	flow CHAR(32), 
	happened_at DATETIME, 
	method VARCHAR(40) NOT NULL, 
	purpose TEXT NOT NULL, 
	data TEXT NOT NULL, 
	request_reference TEXT NOT NULL, 
	requested_by TEXT NOT NULL, 
	requested_on DATE, 
	legal_basis VARCHAR(40) NOT NULL, 
	basis_note TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_disclosure PRIMARY KEY (id), 
	CONSTRAINT uq_disclosure_serial UNIQUE (serial)
);
--
CREATE TABLE extension (
	request_id CHAR(32) NOT NULL, 
	ground TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	notified_at DATETIME, 
	until DATE, 
	due DATETIME, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_extension PRIMARY KEY (id), 
	CONSTRAINT fk_extension_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE
);
--
CREATE TABLE filing (
	obligation_id CHAR(32) NOT NULL, 
	phase VARCHAR(40) NOT NULL, 
	filed_at DATETIME, 
	channel VARCHAR(40) NOT NULL, 
	reference TEXT NOT NULL, 
	filed_by TEXT NOT NULL, 
	late_reason TEXT NOT NULL, 
	content TEXT NOT NULL, 
	content_hash TEXT NOT NULL, 
	note TEXT NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_filing PRIMARY KEY (id), 
	CONSTRAINT fk_filing_obligation_id FOREIGN KEY(obligation_id) REFERENCES obligation (id) ON DELETE CASCADE
);
--
CREATE VIRTUAL TABLE find_activity USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_agreement USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_breach USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_disclosure USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_flow USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_holiday USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_party USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_policy USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_request USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE VIRTUAL TABLE find_task USING fts5(head, body, bare, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7', tokenize='unicode61 remove_diacritics 0');
--
CREATE TABLE finding_decision (
	fingerprint VARCHAR(64) NOT NULL, 
	basis VARCHAR(64) NOT NULL, 
	verdict VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	decided_at DATETIME, 
	until DATE, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_finding_decision PRIMARY KEY (id)
);
--
CREATE TABLE flow (
	title TEXT NOT NULL, 
	party CHAR(32), 
	purpose TEXT NOT NULL, 
	category VARCHAR(40) NOT NULL, 
	data JSON NOT NULL, 
	people JSON NOT NULL, 
	legal_basis VARCHAR(40) NOT NULL, 
	volume INTEGER, 
	frequency VARCHAR(40) NOT NULL, 
	method VARCHAR(40) NOT NULL, 
	country VARCHAR(2) NOT NULL, 
	storage_country VARCHAR(2) NOT NULL, 
	mechanism VARCHAR(40) NOT NULL, 
	safeguard TEXT NOT NULL, 
	permit_number TEXT NOT NULL, 
	permit_until DATE, 
	retention_amount INTEGER, 
	retention_unit VARCHAR(40) NOT NULL, 
	retention TEXT NOT NULL, 
	afterwards VARCHAR(40) NOT NULL, 
	opt_out BOOLEAN NOT NULL, 
	opt_out_how TEXT NOT NULL, 
	agreement CHAR(32), 
	clauses JSON NOT NULL, 
	from_on DATE, 
	until_on DATE, 
	note TEXT NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_flow PRIMARY KEY (id), 
	CONSTRAINT uq_flow_serial UNIQUE (serial)
);
--
CREATE TABLE flow_purpose (
	flow_id CHAR(32) NOT NULL, 
	purpose TEXT NOT NULL, 
	legal_basis VARCHAR(40) NOT NULL, 
	assessment TEXT NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_flow_purpose PRIMARY KEY (id), 
	CONSTRAINT fk_flow_purpose_flow_id FOREIGN KEY(flow_id) REFERENCES flow (id) ON DELETE CASCADE
);
--
CREATE TABLE holiday (
	name_ar TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	first_day DATE, 
	last_day DATE, 
	law VARCHAR(40) NOT NULL, 
	estimated BOOLEAN NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_holiday PRIMARY KEY (id), 
	CONSTRAINT uq_holiday_serial UNIQUE (serial)
);
--
CREATE TABLE message (
	request_id CHAR(32) NOT NULL, 
	direction VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	channel VARCHAR(40) NOT NULL, 
	happened_at DATETIME, 
	language VARCHAR(40) NOT NULL, 
	subject TEXT NOT NULL, 
	body_ar TEXT NOT NULL, 
	body_en TEXT NOT NULL, 
	sent_at DATETIME, 
	content_hash TEXT NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT fk_message_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE
);
--
CREATE TABLE obligation (
	breach_id CHAR(32) NOT NULL, 
	position INTEGER, 
	law VARCHAR(40) NOT NULL, 
	recipient VARCHAR(40) NOT NULL, 
	name TEXT NOT NULL, 
	terms JSON NOT NULL, 
	due DATETIME, 
	decision VARCHAR(40) NOT NULL, 
	rationale TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	decided_at DATETIME, 
	state VARCHAR(40) NOT NULL, 
	draft JSON NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_obligation PRIMARY KEY (id), 
	CONSTRAINT fk_obligation_breach_id FOREIGN KEY(breach_id) REFERENCES breach (id) ON DELETE CASCADE
);
--
CREATE TABLE onward_notice (
	request_id CHAR(32) NOT NULL, 
	party CHAR(32), 
	duty TEXT NOT NULL, 
	told_at DATETIME, 
	proof TEXT NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_onward_notice PRIMARY KEY (id), 
	CONSTRAINT fk_onward_notice_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE
);
--
CREATE TABLE organisation (
	name_ar TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	laws JSON NOT NULL, 
	activity_ar TEXT NOT NULL, 
	activity_en TEXT NOT NULL, 
	registration TEXT NOT NULL, 
	country VARCHAR(2) NOT NULL, 
	address TEXT NOT NULL, 
	email TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	website TEXT NOT NULL, 
	officer_name TEXT NOT NULL, 
	officer_email TEXT NOT NULL, 
	officer_phone TEXT NOT NULL, 
	regulator_registration TEXT NOT NULL, 
	classification VARCHAR(40) NOT NULL, 
	logo_id CHAR(32), 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_organisation PRIMARY KEY (id)
);
--
CREATE TABLE party (
	name_ar TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	trade_name TEXT NOT NULL, 
	category VARCHAR(40) NOT NULL, 
	relationship VARCHAR(40) NOT NULL, 
	country VARCHAR(2) NOT NULL, 
	parent_id CHAR(32), 
	address TEXT NOT NULL, 
	website TEXT NOT NULL, 
	contact_name TEXT NOT NULL, 
	contact_email TEXT NOT NULL, 
	contact_phone TEXT NOT NULL, 
	officer_name TEXT NOT NULL, 
	officer_email TEXT NOT NULL, 
	policy_url TEXT NOT NULL, 
	sensitivity VARCHAR(40) NOT NULL, 
	impact VARCHAR(40) NOT NULL, 
	risk VARCHAR(40) NOT NULL, 
	risk_reason TEXT NOT NULL, 
	risk_until DATE, 
	next_expiry DATE, 
	note TEXT NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_party PRIMARY KEY (id), 
	CONSTRAINT uq_party_serial UNIQUE (serial)
);
--
CREATE TABLE pause (
	request_id CHAR(32) NOT NULL, 
	ground TEXT NOT NULL, 
	paused_at DATETIME, 
	resumed_at DATETIME, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_pause PRIMARY KEY (id), 
	CONSTRAINT fk_pause_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE
);
--
CREATE TABLE policy (
	title_ar TEXT NOT NULL, 
	title_en TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	version_number TEXT NOT NULL, 
	effective_from DATE, 
	next_review DATE, 
	classification VARCHAR(40) NOT NULL, 
	audience TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	laws JSON NOT NULL, 
	activities JSON NOT NULL, 
	note TEXT NOT NULL, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_policy PRIMARY KEY (id), 
	CONSTRAINT uq_policy_serial UNIQUE (serial)
);
--
CREATE TABLE promise (
	clause_id CHAR(32) NOT NULL, 
	position INTEGER, 
	kind VARCHAR(40) NOT NULL, 
	amount FLOAT, 
	amount_least FLOAT, 
	unit VARCHAR(40) NOT NULL, 
	text TEXT NOT NULL, 
	confirmed BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_promise PRIMARY KEY (id), 
	CONSTRAINT fk_promise_clause_id FOREIGN KEY(clause_id) REFERENCES clause (id) ON DELETE CASCADE
);
--
CREATE TABLE request (
	title TEXT NOT NULL, 
	next_due DATETIME, 
	stage VARCHAR(40) NOT NULL, 
	rights JSON NOT NULL, 
	received_at DATETIME, 
	zone TEXT NOT NULL, 
	channel VARCHAR(40) NOT NULL, 
	language VARCHAR(40) NOT NULL, 
	law VARCHAR(40) NOT NULL, 
	words TEXT NOT NULL, 
	requester_name TEXT NOT NULL, 
	requester_email TEXT NOT NULL, 
	requester_phone TEXT NOT NULL, 
	subject_name TEXT NOT NULL, 
	relationship VARCHAR(40) NOT NULL, 
	authority_proof TEXT NOT NULL, 
	identity_method VARCHAR(40) NOT NULL, 
	identity_result VARCHAR(40) NOT NULL, 
	identity_at DATETIME, 
	complete_at DATETIME, 
	owner TEXT NOT NULL, 
	terms JSON NOT NULL, 
	clocks JSON NOT NULL, 
	due DATETIME, 
	promised_due DATETIME, 
	promise_source TEXT NOT NULL, 
	extended_due DATETIME, 
	answered_at DATETIME, 
	outcome VARCHAR(40) NOT NULL, 
	answer_channel VARCHAR(40) NOT NULL, 
	refusal_ground TEXT NOT NULL, 
	refusal_reason TEXT NOT NULL, 
	duplicate_of CHAR(32), 
	restriction BOOLEAN NOT NULL, 
	backups_note TEXT NOT NULL, 
	closed_at DATETIME, 
	erased_at DATETIME, 
	keep_until DATE, 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_request PRIMARY KEY (id), 
	CONSTRAINT uq_request_serial UNIQUE (serial)
);
--
CREATE TABLE retention (
	activity_id CHAR(32) NOT NULL, 
	category VARCHAR(40) NOT NULL, 
	amount INTEGER, 
	unit VARCHAR(40) NOT NULL, 
	starts TEXT NOT NULL, 
	afterwards VARCHAR(40) NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_retention PRIMARY KEY (id), 
	CONSTRAINT fk_retention_activity_id FOREIGN KEY(activity_id) REFERENCES activity (id) ON DELETE CASCADE
);
--
CREATE TABLE saved_view (
	name TEXT NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	"query" JSON NOT NULL, 
	position INTEGER, 
	pinned BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_saved_view PRIMARY KEY (id)
);
--
CREATE TABLE search_place (
	request_id CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	flow CHAR(32), 
	party CHAR(32), 
	activity CHAR(32), 
	result VARCHAR(40) NOT NULL, 
	found TEXT NOT NULL, 
	redacted BOOLEAN NOT NULL, 
	searched_at DATETIME, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_search_place PRIMARY KEY (id), 
	CONSTRAINT fk_search_place_request_id FOREIGN KEY(request_id) REFERENCES request (id) ON DELETE CASCADE
);
--
CREATE TABLE step (
	breach_id CHAR(32) NOT NULL, 
	position INTEGER, 
	"key" TEXT NOT NULL, 
	text TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due_at DATETIME, 
	done_at DATETIME, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_step PRIMARY KEY (id), 
	CONSTRAINT fk_step_breach_id FOREIGN KEY(breach_id) REFERENCES breach (id) ON DELETE CASCADE
);
--
CREATE TABLE task (
	title TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due_on DATE, 
	done_at DATETIME, 
	note TEXT NOT NULL, 
	subject VARCHAR(40) NOT NULL, 
	subject_id CHAR(32), 
	code TEXT NOT NULL, 
	serial INTEGER NOT NULL, 
	binned_at DATETIME, 
	sample BOOLEAN NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT uq_task_serial UNIQUE (serial)
);
--
CREATE TABLE timeline_entry (
	breach_id CHAR(32) NOT NULL, 
	happened_at DATETIME, 
	kind VARCHAR(40) NOT NULL, 
	text TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	facts JSON NOT NULL, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_timeline_entry PRIMARY KEY (id), 
	CONSTRAINT fk_timeline_entry_breach_id FOREIGN KEY(breach_id) REFERENCES breach (id) ON DELETE CASCADE
);
--
CREATE TABLE version (
	policy_id CHAR(32) NOT NULL, 
	position INTEGER, 
	number TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	language VARCHAR(40) NOT NULL, 
	change_summary TEXT NOT NULL, 
	author TEXT NOT NULL, 
	reviewer TEXT NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	source_name TEXT NOT NULL, 
	source_sha256 TEXT NOT NULL, 
	text_hash TEXT NOT NULL, 
	submitted_at DATETIME, 
	approver TEXT NOT NULL, 
	approved_at DATETIME, 
	effective_from DATE, 
	published_at DATETIME, 
	superseded_at DATETIME, 
	id CHAR(32) NOT NULL, 
	created_at DATETIME, 
	updated_at DATETIME, 
	CONSTRAINT pk_version PRIMARY KEY (id), 
	CONSTRAINT fk_version_policy_id FOREIGN KEY(policy_id) REFERENCES policy (id) ON DELETE CASCADE
);
--
CREATE INDEX ix_acknowledgement_version_id ON acknowledgement (version_id);
--
CREATE INDEX ix_activity_binned ON activity (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_activity_code_list ON activity (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_activity_legal_basis_list ON activity (legal_basis, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_activity_name_ar_list ON activity (name_ar, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_activity_next_review_list ON activity (next_review, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_activity_owner_list ON activity (owner, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_activity_role_list ON activity (role, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_activity_serial_list ON activity (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_binned ON agreement (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_agreement_code_list ON agreement (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_kind_list ON agreement (kind, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_review_on_list ON agreement (review_on, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_serial_list ON agreement (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_signed_on_list ON agreement (signed_on, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_title_list ON agreement (title, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_agreement_valid_until_list ON agreement (valid_until, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_attachment_subject ON attachment (subject);
--
CREATE INDEX ix_attachment_subject_id ON attachment (subject_id);
--
CREATE INDEX ix_audit_subject ON audit (subject, subject_id, seq);
--
CREATE INDEX ix_breach_binned ON breach (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_breach_code_list ON breach (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_breach_next_due_list ON breach (next_due, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_breach_serial_list ON breach (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_breach_severity_list ON breach (severity, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_breach_state_list ON breach (state, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_breach_title_list ON breach (title, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_certificate_party_id ON certificate (party_id);
--
CREATE INDEX ix_clause_version_id ON clause (version_id);
--
CREATE INDEX ix_comment_version_id ON comment (version_id);
--
CREATE INDEX ix_disclosure_binned ON disclosure (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_disclosure_code_list ON disclosure (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_disclosure_flow ON disclosure (flow);
--
CREATE INDEX ix_disclosure_happened_at_list ON disclosure (happened_at, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_disclosure_method_list ON disclosure (method, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_disclosure_party ON disclosure (party);
--
CREATE INDEX ix_disclosure_party_list ON disclosure (party, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_disclosure_purpose_list ON disclosure (purpose, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_disclosure_request_reference_list ON disclosure (request_reference, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_disclosure_serial_list ON disclosure (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_extension_request_id ON extension (request_id);
--
CREATE INDEX ix_filing_obligation_id ON filing (obligation_id);
--
CREATE INDEX ix_finding_decision_fingerprint ON finding_decision (fingerprint);
--
CREATE INDEX ix_flow_agreement ON flow (agreement);
--
CREATE INDEX ix_flow_binned ON flow (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_flow_category_list ON flow (category, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_flow_code_list ON flow (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_flow_country_list ON flow (country, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_flow_legal_basis_list ON flow (legal_basis, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_flow_party ON flow (party);
--
CREATE INDEX ix_flow_party_list ON flow (party, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_flow_purpose_flow_id ON flow_purpose (flow_id);
--
CREATE INDEX ix_flow_serial_list ON flow (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_flow_title_list ON flow (title, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_holiday_binned ON holiday (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_holiday_code_list ON holiday (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_holiday_first_day_list ON holiday (first_day, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_holiday_last_day_list ON holiday (last_day, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_holiday_law_list ON holiday (law, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_holiday_name_ar_list ON holiday (name_ar, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_holiday_serial_list ON holiday (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_message_request_id ON message (request_id);
--
CREATE INDEX ix_obligation_breach_id ON obligation (breach_id);
--
CREATE INDEX ix_onward_notice_party ON onward_notice (party);
--
CREATE INDEX ix_onward_notice_request_id ON onward_notice (request_id);
--
CREATE INDEX ix_organisation_logo_id ON organisation (logo_id);
--
CREATE INDEX ix_party_binned ON party (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_party_category_list ON party (category, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_code_list ON party (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_country_list ON party (country, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_name_ar_list ON party (name_ar, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_next_expiry_list ON party (next_expiry, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_parent_id ON party (parent_id);
--
CREATE INDEX ix_party_relationship_list ON party (relationship, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_risk_list ON party (risk, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_party_serial_list ON party (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_pause_request_id ON pause (request_id);
--
CREATE INDEX ix_policy_binned ON policy (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_policy_code_list ON policy (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_effective_from_list ON policy (effective_from, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_kind_list ON policy (kind, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_next_review_list ON policy (next_review, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_serial_list ON policy (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_state_list ON policy (state, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_title_ar_list ON policy (title_ar, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_policy_version_number_list ON policy (version_number, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_promise_clause_id ON promise (clause_id);
--
CREATE INDEX ix_request_binned ON request (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_request_code_list ON request (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_request_duplicate_of ON request (duplicate_of);
--
CREATE INDEX ix_request_next_due_list ON request (next_due, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_request_received_at_list ON request (received_at, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_request_rights_list ON request (rights, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_request_serial_list ON request (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_request_stage_list ON request (stage, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_request_title_list ON request (title, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_retention_activity_id ON retention (activity_id);
--
CREATE INDEX ix_saved_view_register ON saved_view (register);
--
CREATE INDEX ix_search_place_activity ON search_place (activity);
--
CREATE INDEX ix_search_place_flow ON search_place (flow);
--
CREATE INDEX ix_search_place_party ON search_place (party);
--
CREATE INDEX ix_search_place_request_id ON search_place (request_id);
--
CREATE INDEX ix_step_breach_id ON step (breach_id);
--
CREATE INDEX ix_task_binned ON task (serial, binned_at) WHERE binned_at IS NOT NULL;
--
CREATE INDEX ix_task_code_list ON task (code, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_task_done_at_list ON task (done_at, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_task_due_on_list ON task (due_on, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_task_owner_list ON task (owner, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_task_serial_list ON task (serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_task_subject ON task (subject);
--
CREATE INDEX ix_task_subject_id ON task (subject_id);
--
CREATE INDEX ix_task_title_list ON task (title, serial, binned_at) WHERE binned_at IS NULL;
--
CREATE INDEX ix_timeline_entry_breach_id ON timeline_entry (breach_id);
--
CREATE INDEX ix_version_policy_id ON version (policy_id);
--
CREATE UNIQUE INDEX uq_activity_code ON activity (code);
--
CREATE UNIQUE INDEX uq_agreement_code ON agreement (code);
--
CREATE UNIQUE INDEX uq_breach_code ON breach (code);
--
CREATE UNIQUE INDEX uq_disclosure_code ON disclosure (code);
--
CREATE UNIQUE INDEX uq_flow_code ON flow (code);
--
CREATE UNIQUE INDEX uq_holiday_code ON holiday (code);
--
CREATE UNIQUE INDEX uq_party_code ON party (code);
--
CREATE UNIQUE INDEX uq_policy_code ON policy (code);
--
CREATE UNIQUE INDEX uq_request_code ON request (code);
--
CREATE UNIQUE INDEX uq_task_code ON task (code);
--
CREATE TRIGGER audit_continues BEFORE INSERT ON audit
        WHEN NEW.seq != (SELECT coalesce(max(seq), 0) + 1 FROM audit)
        OR NEW.prev_hash != coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32)) BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--
CREATE TRIGGER audit_keeps_rows BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--
CREATE TRIGGER audit_loses_none BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--
CREATE TRIGGER audit_payload_keeps BEFORE UPDATE ON audit_payload BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
