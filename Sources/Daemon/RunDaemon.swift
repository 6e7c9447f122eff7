import Cache
import ControlAPI
import Dispatch
import Glibc
package import Linux
package import Logging
package import Settings
import Synchronization

/// What a daemon is started with.
package struct DaemonOptions: Sendable {
  package var settings: DaemonSettings
  package var places: DaemonPlaces
  /// Reads the configuration again at a reload.
  package var readSettings: @Sendable () throws(SettingsError) -> DaemonSettings

  package init(
    settings: DaemonSettings,
    places: DaemonPlaces,
    readSettings: @escaping @Sendable () throws(SettingsError) -> DaemonSettings
  ) {
    self.settings = settings
    self.places = places
    self.readSettings = readSettings
  }
}

/// Runs the daemon on the calling thread until it is told to end.
///
/// Sockets first, since they change the environment; then signals, which must be blocked before
/// any other thread starts; then the loop, the server and the self-check around it.
package func runDaemon(_ options: DaemonOptions, logger: Logger) throws(FileSystemError) {
  runTasksOnEventLoop()
  let inherited = takeInheritedSockets()
  let told = LoopBox()
  let signals = try SignalEvents([SIGTERM, SIGINT, SIGHUP]) { signal in
    signal == SIGHUP ? told.reload() : told.terminate()
  }
  defer { withExtendedLifetime(signals) {} }
  let sockets = try controlSockets(inherited, options, logger)
  try? makeFolder(options.places.state ?? "")
  let cache = schemaCache(options, logger)
  let loop = try MainLoop(
    settings: options.settings,
    configurationPath: options.places.configuration,
    stateFolder: options.places.state.flatMap { isFolder($0) ? $0 : nil },
    cache: cache,
    logger: logger,
    readSettings: options.readSettings
  )
  told.set(loop)
  let server = ControlServer(daemon: LoopControl(loop), sockets: sockets, logger: logger)
  let served = DispatchSemaphore(value: 0)
  Task.detached {
    do {
      try await server.run()
    } catch {
      logger.critical("the control sockets ended: \(error)")
      loop.terminate()
    }
    served.signal()
  }
  let check = ServiceNotifications.watchdogInterval.map { interval in
    var probes: [SelfCheck.Probe] = [.loop(loop), .watcher(loop), .socket(sockets)]
    if let cache { probes.append(.cache(cache)) }
    return SelfCheck(interval: interval, probes: probes, logger: logger)
  }
  check?.start()
  loop.run()
  check?.stop()
  server.stop()
  _ = served.wait(timeout: .now() + 5)
}

/// The cache, or none: without it everything is worked out again, and nothing else is different.
private func schemaCache(_ options: DaemonOptions, _ logger: Logger) -> SchemaCache? {
  let settings = options.settings.cache
  guard settings.isEnabled, let folder = settings.folder ?? options.places.cache else {
    return nil
  }
  do throws(CacheInUse) {
    return try SchemaCache(
      folder: folder,
      options: CacheOptions(
        sizeLimit: settings.megabytes << 20,
        schemaLifetime: settings.schemaLifetime.map(Int64.init),
        templateLifetime: settings.templateLifetime.map(Int64.init)
      ),
      clock: { WallClock.now() / 1_000_000_000 }
    )
  } catch {
    logger.warning("\(error.message); running without a cache")
    return nil
  }
}

extension SelfCheck.Probe {
  /// Whether our own socket answers.
  fileprivate static func socket(_ sockets: [ControlSocket]) -> SelfCheck.Probe {
    SelfCheck.Probe("the control socket") { timeout in
      sockets.first { $0.role != .loopback }?.answers(within: timeout) ?? true
    }
  }
}

/// The loop, once there is one, for signals that may come before.
private final class LoopBox: Sendable {
  private struct State {
    var loop: MainLoop?
    var isTerminated = false
  }

  private let state = Mutex(State())

  func set(_ loop: MainLoop) {
    state.withLock { state in
      state.loop = loop
      if state.isTerminated { loop.terminate() }
    }
  }

  func terminate() {
    state.withLock { state in
      // The second time nobody waits.
      if state.isTerminated { _exit(130) }
      state.isTerminated = true
      state.loop?.terminate()
    }
  }

  func reload() { state.withLock { $0.loop?.reload() } }
}

/// Sockets that systemd handed over, else our own.
private func controlSockets(
  _ inherited: [InheritedSocket],
  _ options: DaemonOptions,
  _ logger: Logger
) throws(FileSystemError) -> [ControlSocket] {
  var sockets: [ControlSocket] = []
  var hasOwn = true
  for socket in inherited {
    if socket.family == .unix {
      let role: SocketRole = socket.name.contains("status") ? .status : .control
      sockets.append(ControlSocket(role: role, inherited: socket))
      hasOwn = false
    } else if let loopback = ControlSocket(loopback: socket) {
      sockets.append(loopback)
    } else {
      logger.error("the socket \(socket.name) could be reached from elsewhere; it is not served")
      close(socket.descriptor)
    }
  }
  if !hasOwn { return sockets }
  let folder = options.places.sockets
  let control = options.settings.controlSocket ?? folder + "/control.sock"
  let status = options.settings.statusSocket ?? folder + "/status.sock"
  for (path, role, mode) in [(control, SocketRole.control, 0o660), (status, .status, 0o666)] {
    try makeFolder(splitPath(path).folder)
    let listener = try UnixSocketListener(path, mode: UInt32(mode))
    sockets.append(ControlSocket(role: role, own: listener))
  }
  return sockets
}
