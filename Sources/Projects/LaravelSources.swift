import Linux
import SourceText

/// Whether a folder holds a Laravel application, or a package with one inside.
package func isLaravelApplication(_ root: ProjectRoot) -> Bool {
  root.absolute("artisan") != nil || root.absolute("bootstrap/app.php") != nil
}

/// The manifests of packages and modules that may register migrations, one a line, in the order
/// in which the framework registers their providers.
///
/// Composer's list of what it installed, modules that are not switched off, and local packages
/// by the usual folders and the path repositories of `composer.json`.
package func packageManifests(in root: ProjectRoot) -> String {
  var patterns = ["packages/*", "packages/*/*", "app-modules/*", "Modules/*"]
  let composer = (try? root.read("composer.json")).map { String(decoding: $0.bytes, as: UTF8.self) }
  for piece in (composer ?? "").split(separator: "\"url\"").dropFirst() {
    let parts = piece.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1, !parts[1].contains(":"), !parts[1].hasPrefix("/") else { continue }
    var path = parts[1]
    if path.hasPrefix("./") { path = path.dropFirst(2) }
    while path.hasSuffix("/") { path = path.dropLast() }
    if !path.hasPrefix(".."), !path.isEmpty { patterns.append(String(path)) }
  }
  var found: [String] = []
  if root.absolute("vendor/composer/installed.json") != nil {
    found.append("vendor/composer/installed.json")
  }
  let switches = (try? root.read("modules_statuses.json")).map {
    String(decoding: $0.bytes.filter { $0 != 0x20 && $0 != 0x0A }, as: UTF8.self)
  }
  for pattern in patterns {
    for file in ["module.json", "composer.json"] {
      for path in expand(pattern + "/" + file, in: root) where !found.contains(path) {
        let module = path.split(separator: "/").dropLast().last ?? ""
        if file == "module.json", switches?.contains("\"\(module)\":false") == true { continue }
        found.append(path)
      }
    }
  }
  return found.joined(separator: "\n")
}

/// Folders that a package registers for every module without a provider saying so.
package func folderPerModule(in root: ProjectRoot) -> [String] {
  guard let file = try? root.read("composer.json"),
    String(decoding: file.bytes, as: UTF8.self).contains("\"internachi/modular\"")
  else { return [] }
  return expand("app-modules/*/database/migrations", in: root)
}
