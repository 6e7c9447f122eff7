import Linux
import Projects

/// The folders of the `modelgend.toml` files that a glob of the configuration names, sorted.
///
/// `*` stands for a part of one component: `/srv/*/modelgend.toml`.
func foldersOfSettings(_ glob: String) -> [String] {
  var found = [""]
  for part in glob.split(separator: "/") {
    var next: [String] = []
    for base in found {
      guard part.contains("*") else {
        let path = base + "/" + part
        if fileExists(path) { next.append(path) }
        continue
      }
      let entries = (try? listFolder(base.isEmpty ? "/" : base)) ?? []
      for entry in entries where !entry.name.hasPrefix(".") && matches(entry.name, String(part)) {
        next.append(base + "/" + entry.name)
      }
    }
    found = next
  }
  return found.filter { splitPath($0).name == ProjectSetup.settingsName }
    .map { splitPath($0).folder }.sorted()
}
