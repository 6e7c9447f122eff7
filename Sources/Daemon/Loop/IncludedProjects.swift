import Linux
import Projects

/// The folders of the `modelgend.toml` files that a glob of the configuration names, sorted:
/// `/srv/*/modelgend.toml`.
func foldersOfSettings(_ glob: String) -> [String] {
  guard glob.hasPrefix("/"), let root = try? ProjectRoot("/") else { return [] }
  return expand(String(glob.drop { $0 == "/" }), in: root)
    .filter { splitPath($0).name == ProjectSetup.settingsName }
    .map { "/" + splitPath($0).folder }.sorted()
}
