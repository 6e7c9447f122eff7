/// The answer to `GET /v1/status`: everything a person wants to see at a glance.
package struct StatusPage: Sendable, Codable, Hashable {
  /// What the daemon as a whole is doing.
  package enum State: String, Sendable, Codable, CaseIterable {
    case starting
    case ready
    case reloading
    case stopping
  }

  package var version: String
  package var state: State
  package var process: Int
  package var started: Moment
  /// The time the page was made, by the daemon's clock.
  package var now: Moment
  /// Of the daemon as a whole; each project has its own.
  package var degradations: [Degradation]
  package var configuration: ConfigurationReport
  package var projects: [ProjectStatus]

  package init(
    version: String,
    state: State,
    process: Int,
    started: Moment,
    now: Moment,
    degradations: [Degradation] = [],
    configuration: ConfigurationReport = ConfigurationReport(),
    projects: [ProjectStatus] = []
  ) {
    self.version = version
    self.state = state
    self.process = process
    self.started = started
    self.now = now
    self.degradations = degradations
    self.configuration = configuration
    self.projects = projects
  }
}

/// Where the configuration came from and whether a newer one was refused.
package struct ConfigurationReport: Sendable, Codable, Hashable {
  /// Nil where the daemon runs inside a project without one of its own.
  package var path: String?
  package var loaded: Moment?
  /// Why the last reload kept the configuration before it.
  package var refused: Problem?

  package init(path: String? = nil, loaded: Moment? = nil, refused: Problem? = nil) {
    self.path = path
    self.loaded = loaded
    self.refused = refused
  }
}

/// One project on the status page, and the answer to `GET /v1/projects/ID`.
package struct ProjectStatus: Sendable, Codable, Hashable {
  package var id: String
  package var root: String
  package var state: ProjectState
  package var since: Moment
  package var dialect: String?
  package var convention: String?
  /// Nil until it was read for the first time.
  package var schema: SchemaSize?
  package var watch: WatchReport
  package var degradations: [Degradation]
  /// The last run that changed something; nil where none did since the start.
  package var lastChange: RunReport?
  /// The last run of any outcome.
  package var lastRun: RunReport?
  package var conflicts: [ConflictReport]
  package var counts: DiagnosticCounts
  /// The worst ten; all are at `/v1/projects/ID/diagnostics`.
  package var diagnostics: [DiagnosticReport]

  package init(id: String, root: String, state: ProjectState, since: Moment) {
    self.id = id
    self.root = root
    self.state = state
    self.since = since
    watch = WatchReport()
    degradations = []
    conflicts = []
    counts = DiagnosticCounts()
    diagnostics = []
  }
}

/// The answer to `GET /v1/projects`.
package struct ProjectList: Sendable, Codable, Hashable {
  package var projects: [ProjectStatus]

  package init(projects: [ProjectStatus]) { self.projects = projects }
}

/// The body of `POST /v1/projects`.
package struct ProjectRequest: Sendable, Codable, Hashable {
  /// An absolute path; `modelgend.toml` is read in it.
  package var root: String
  /// A name for the project; made from its folder where none is given.
  package var id: String?

  package init(root: String, id: String? = nil) {
    self.root = root
    self.id = id
  }
}
