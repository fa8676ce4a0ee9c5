-- What the simulator keeps. Columns carry the API's own names, so a row is nearly its answer.
-- seq is age: lists page by it, and those with pages never deal one out twice (AUTOINCREMENT), or a
-- cursor could pass by a row that took the place of a deleted one. nameKey is the name as uniqueness compares it.
CREATE TABLE openings (seq INTEGER PRIMARY KEY);

CREATE TABLE organizations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

CREATE TABLE users (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  emailKey TEXT NOT NULL UNIQUE,
  firstName TEXT,
  lastName TEXT,
  imageUrl TEXT
);

CREATE TABLE members (
  seq INTEGER PRIMARY KEY,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  userId TEXT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL,
  joinedAt TEXT NOT NULL,
  UNIQUE (orgId, userId)
);

-- A key dies with the membership of the user it acts as.
CREATE TABLE keys (
  key TEXT PRIMARY KEY,
  orgId TEXT NOT NULL,
  userId TEXT NOT NULL,
  expiresAt TEXT,
  FOREIGN KEY (orgId, userId) REFERENCES members (orgId, userId) ON DELETE CASCADE
);
CREATE INDEX keys_of_member ON keys (orgId, userId);

CREATE TABLE invitations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  emailAddress TEXT NOT NULL,
  emailKey TEXT NOT NULL,
  role TEXT NOT NULL,
  status TEXT NOT NULL,
  createdAt TEXT NOT NULL
);
CREATE UNIQUE INDEX one_pending_invitation
  ON invitations (orgId, emailKey) WHERE status = 'pending';

CREATE TABLE schedules (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  description TEXT,
  timezone TEXT NOT NULL,
  createdBy TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  UNIQUE (orgId, nameKey)
);
CREATE INDEX schedules_by_age ON schedules (orgId, seq);

CREATE TABLE rotation_layers (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL,
  scheduleId TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  position INTEGER NOT NULL,
  rotationType TEXT NOT NULL,
  rotationLengthDays JSON_TEXT NOT NULL, -- the contract sets no maximum, INTEGER would
  handoffTime TEXT NOT NULL,
  effectiveFrom TEXT NOT NULL,
  effectiveUntil TEXT,
  participantIds JSON_TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  UNIQUE (scheduleId, nameKey)
);
CREATE INDEX rotation_layers_in_order ON rotation_layers (scheduleId, position);

-- Somebody stands in: no endpoint makes these, seeds do.
CREATE TABLE overrides (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  scheduleId TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
  layerId TEXT, -- null stands in for the owner
  userId TEXT NOT NULL,
  startsAt TEXT NOT NULL,
  endsAt TEXT NOT NULL
);
CREATE INDEX overrides_of_schedule ON overrides (scheduleId);

CREATE TABLE policies (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  description TEXT,
  createdBy TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  UNIQUE (orgId, nameKey)
);
CREATE INDEX policies_by_age ON policies (orgId, seq);

-- targetSchedule repeats target.scheduleId for the index; it may dangle on purpose.
CREATE TABLE policy_layers (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL,
  policyId TEXT NOT NULL REFERENCES policies (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  ackTimeoutMinutes INTEGER, -- of a layer
  escalateAfterSeconds INTEGER, -- of a step
  condition JSON_TEXT, -- of a step
  target JSON_TEXT NOT NULL,
  targetSchedule TEXT,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL
);
CREATE INDEX policy_layers_in_order ON policy_layers (policyId, position);
CREATE INDEX policy_layers_by_target ON policy_layers (targetSchedule);

CREATE TABLE components (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  description TEXT,
  groupLabel TEXT,
  aliases JSON_TEXT NOT NULL,
  operationalStatus TEXT NOT NULL,
  maintenanceWindow JSON_TEXT,
  published INTEGER NOT NULL DEFAULT 0, -- whether a published status page shows it
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  UNIQUE (orgId, nameKey)
);
CREATE INDEX components_by_age ON components (orgId, seq);

CREATE TABLE routing_policies (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  description TEXT,
  isDefault INTEGER NOT NULL,
  rules JSON_TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  UNIQUE (orgId, nameKey)
);

CREATE TABLE working_hours (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  nameKey TEXT NOT NULL,
  timezone TEXT NOT NULL,
  windows JSON_TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  UNIQUE (orgId, nameKey)
);

CREATE TABLE integrations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  componentId TEXT NOT NULL,
  routingPolicyId TEXT,
  selectors JSON_TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL
);

-- pagedPosition is the last layer that was paged; nextPageAt is null once nobody more will be.
CREATE TABLE incidents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  description TEXT,
  severity TEXT NOT NULL,
  status TEXT NOT NULL,
  ownerId TEXT,
  escalationPolicyId TEXT,
  createdBy TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  acknowledgedBy TEXT,
  acknowledgedAt TEXT,
  pagedPosition INTEGER NOT NULL DEFAULT 0,
  nextPageAt TEXT
);
CREATE INDEX incidents_by_age ON incidents (orgId, seq);
CREATE INDEX incidents_by_policy ON incidents (escalationPolicyId)
  WHERE status <> 'resolved';
CREATE INDEX incidents_due ON incidents (nextPageAt) WHERE nextPageAt IS NOT NULL;

CREATE TABLE incident_components (
  seq INTEGER PRIMARY KEY,
  incidentId TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  componentId TEXT NOT NULL REFERENCES components (id) ON DELETE CASCADE,
  UNIQUE (incidentId, componentId)
);
CREATE INDEX incidents_of_component ON incident_components (componentId);

CREATE TABLE status_history (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  incidentId TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  changedAt TEXT NOT NULL,
  resolutionNote TEXT
);
CREATE INDEX history_of_incident ON status_history (incidentId, seq);

CREATE TABLE updates (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  incidentId TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  body TEXT,
  statusChange TEXT,
  visibility TEXT NOT NULL,
  postedBy TEXT NOT NULL,
  postedAt TEXT NOT NULL,
  redactedAt TEXT,
  redactedBy TEXT
);
CREATE INDEX updates_of_incident ON updates (incidentId, seq);

CREATE TABLE pages (
  seq INTEGER PRIMARY KEY,
  orgId TEXT NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  incidentId TEXT NOT NULL,
  userId TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  policyId TEXT,
  layerPosition INTEGER,
  scheduleId TEXT
);
