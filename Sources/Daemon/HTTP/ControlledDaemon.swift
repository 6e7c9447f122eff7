package import ControlAPI

/// What the control sockets ask of the daemon: the loop in the service, a script in the tests.
///
/// Every answer is a snapshot; only those with a `wait` or `timeout` may take longer than the loop
/// takes to hand one out. Whoever throws says what to do: a `Problem` reaches the client as it is.
package protocol ControlledDaemon: Sendable {
  /// What happens, for those who listen; the daemon publishes into it.
  var events: EventStream { get }

  func status() async -> StatusPage

  /// The schema in one of its forms; all tables where `tables` is empty.
  func schema(
    of project: String,
    format: SchemaFormat,
    tables: [String]
  ) async throws(Problem) -> [UInt8]

  func tables(of project: String) async throws(Problem) -> TableList

  func diagnostics(of project: String) async throws(Problem) -> DiagnosticList

  /// A run as it is when it ends, or after `wait`.
  func run(_ id: String, wait: Duration) async throws(Problem) -> RunReport

  /// Watches another project from now on, also after a restart.
  func add(_ request: ProjectRequest) async throws(Problem) -> ProjectStatus

  /// Forgets a project; its files stay.
  func remove(_ project: String) async throws(Problem)

  /// Returns when everything written before the call is reflected; `timeout` is a problem.
  func sync(_ project: String, timeout: Duration) async throws(Problem) -> SyncReport

  /// Queues a run that plans and writes every file anew, and returns it at once.
  func generate(_ project: String) async throws(Problem) -> RunReport

  /// The same after forgetting what the cache holds of the project.
  func rebuild(_ project: String) async throws(Problem) -> RunReport

  func pause(_ project: String) async throws(Problem) -> ProjectStatus

  func resume(_ project: String) async throws(Problem) -> ProjectStatus

  /// Reads the configuration again; one that is not valid is a problem and changes nothing.
  func reload(wait: Duration) async throws(Problem) -> ReloadReport

  /// What is counted beyond what the status page says.
  func metrics() async -> [Metric]
}
