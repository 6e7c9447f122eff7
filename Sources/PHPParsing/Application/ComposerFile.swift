/// Where composer finds the classes of a project: the PSR-4 prefixes of `autoload` and
/// `autoload-dev`, read from `composer.json` without a full JSON tree.
struct ComposerFile {
  /// Prefix with trailing backslash, folder without trailing slash; longest prefix first.
  private var roots: [(prefix: String, folder: String)]
  /// Files that are always loaded, for their functions.
  private(set) var files: [String] = []
  /// A package's own service providers.
  private(set) var providers: [String] = []
  /// Packages whose providers the application does not want registered; `*` for all.
  private(set) var undiscovered: Set<String> = []

  /// What a Laravel application has where it says nothing.
  static let conventional = ComposerFile(roots: [("App\\", "app")])

  private init(roots: [(prefix: String, folder: String)]) { self.roots = roots }

  init(_ bytes: [UInt8]) {
    roots = []
    var reader = JSONScanner(bytes)
    reader.visit { path, value in
      if path == ["extra", "laravel", "providers"] { providers.append(value) }
      if path == ["extra", "laravel", "dont-discover"] { undiscovered.insert(value) }
      if path.count >= 2, path[0] == "autoload", path[1] == "files" { files.append(value) }
      guard path.count >= 3, path[0] == "autoload" || path[0] == "autoload-dev",
        path[1] == "psr-4"
      else { return }
      roots.append((path[2], Self.folder(value)))
    }
    if roots.isEmpty { roots = Self.conventional.roots }
    for (prefix, folder) in Self.laravel where !roots.contains(where: { $0.prefix == prefix }) {
      roots.append((prefix, folder))
    }
    roots.sort { $0.prefix.utf8.count > $1.prefix.utf8.count }
  }

  private static let laravel = [
    ("App\\", "app"), ("Database\\Seeders\\", "database/seeders"),
    ("Database\\Factories\\", "database/factories"), ("Modules\\", "Modules"),
  ]

  private static func folder(_ written: String) -> String {
    var folder = written[...]
    if folder.hasPrefix("./") { folder = folder.dropFirst(2) }
    while folder.last == "/" { folder = folder.dropLast() }
    return String(folder)
  }

  /// The files a class may stand in, likeliest first.
  func paths(of className: String) -> [String] {
    var paths: [String] = []
    for (prefix, folder) in roots where className.hasPrefix(prefix) {
      let rest = className.dropFirst(prefix.count).map { $0 == "\\" ? "/" : $0 }
      let name = String(rest) + ".php"
      paths.append(folder.isEmpty ? name : folder + "/" + name)
    }
    return paths
  }
}

/// The packages of `composer.lock` with their versions, or of `composer.json` with what it asks
/// for.
func packageVersions(_ bytes: [UInt8], isLock: Bool) -> [String: String] {
  var versions: [String: String] = [:]
  var last = ""
  var reader = JSONScanner(bytes)
  reader.visit { path, value in
    guard path.count == 2 else { return }
    if isLock {
      guard path[0] == "packages" || path[0] == "packages-dev" else { return }
      if path[1] == "name" { last = value }
      if path[1] == "version" { versions[last] = value }
    } else if path[0] == "require" || path[0] == "require-dev", versions[path[1]] == nil {
      versions[path[1]] = value
    }
  }
  return versions
}

/// The highest major that a version or constraint names: `v11.30.0`, `^10.0|^11.0`.
func highestMajor(_ version: String) -> Int? {
  let alternatives = version.split { $0 == "|" || $0 == " " || $0 == "," }
  return alternatives.compactMap { alternative in
    let digits = alternative.drop { !$0.isNumber && $0 != "<" }.prefix { $0.isNumber }
    return Int(digits)
  }.max()
}
