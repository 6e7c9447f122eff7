import Glibc
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
    let home = environment("HOME") ?? "/"
    configuration = given
    if given == nil {
      let folders =
        [environment("CONFIGURATION_DIRECTORY")]
        + [environment("XDG_CONFIG_HOME") ?? home + "/.config"].map { $0 + "/modelgend" }
        + ["/etc/modelgend"]
      configuration = folders.compactMap { $0 }.map { $0 + "/modelgend.toml" }.first(
        where: fileExists
      )
    }
    state =
      environment("STATE_DIRECTORY")
      ?? (environment("XDG_STATE_HOME") ?? home + "/.local/state") + "/modelgend"
    cache =
      environment("CACHE_DIRECTORY")
      ?? (environment("XDG_CACHE_HOME") ?? home + "/.cache") + "/modelgend"
    sockets = (environment("XDG_RUNTIME_DIR") ?? "/run") + "/modelgend"
  }
}

/// The value of an environment variable, if it is set to anything.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}
