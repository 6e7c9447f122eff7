import Linux

/// Where the daemon finds and keeps things: as systemd says, else as the user's folders are.
package struct DaemonPlaces: Sendable {
  /// The configuration of the whole daemon; nil where there is none.
  package var configuration: String?
  package var state: String?
  package var cache: String?
  /// The folder of its own sockets.
  package var sockets: String

  /// - Parameter configuration: as given on the command line.
  package init(configuration given: String? = nil) {
    let home = environmentVariable("HOME") ?? "/"
    configuration = given
    if given == nil {
      let folders =
        [environmentVariable("CONFIGURATION_DIRECTORY")]
        + [environmentVariable("XDG_CONFIG_HOME") ?? home + "/.config"].map { $0 + "/modelgend" }
        + ["/etc/modelgend"]
      configuration = folders.compactMap { $0 }.map { $0 + "/modelgend.toml" }.first(
        where: fileExists
      )
    }
    state =
      environmentVariable("STATE_DIRECTORY")
      ?? (environmentVariable("XDG_STATE_HOME") ?? home + "/.local/state") + "/modelgend"
    cache =
      environmentVariable("CACHE_DIRECTORY")
      ?? (environmentVariable("XDG_CACHE_HOME") ?? home + "/.cache") + "/modelgend"
    sockets = (environmentVariable("XDG_RUNTIME_DIR") ?? "/run") + "/modelgend"
  }
}
