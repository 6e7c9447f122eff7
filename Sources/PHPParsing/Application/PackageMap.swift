import SourceText

/// Packages and modules whose sources are at hand: where their classes stand and which providers
/// they have the framework register.
struct PackageMap {
  /// Prefix with trailing backslash, folder without trailing slash.
  private var roots: [(prefix: String, folder: String)] = []
  /// In the order in which they register.
  private(set) var providers: [String] = []

  /// Reads the listed files: composer's list of what it installed, the `composer.json` of local
  /// packages, the `module.json` of modules.
  ///
  /// `isWanted` says of a package's name whether the application has it.
  init(_ manifests: [SourceFile], undiscovered: Set<String>, isWanted: (String) -> Bool) {
    guard !undiscovered.contains("*") else {
      for file in manifests { read(file, undiscovered: undiscovered, isWanted: { _ in false }) }
      return
    }
    for file in manifests { read(file, undiscovered: undiscovered, isWanted: isWanted) }
    roots.sort { $0.prefix.utf8.count > $1.prefix.utf8.count }
  }

  private mutating func read(
    _ file: SourceFile,
    undiscovered: Set<String>,
    isWanted: (String) -> Bool
  ) {
    let isInstalled = file.path.hasSuffix("vendor/composer/installed.json")
    let isModule = file.path.hasSuffix("/module.json")
    var folder = isInstalled ? "" : parentFolder(of: file.path)
    var isDiscovered = isModule
    var found: [String] = []
    var scanner = JSONScanner(file.bytes)
    scanner.visit { path, value in
      let path = isInstalled && path.first == "packages" ? Array(path.dropFirst()) : path
      if path == ["name"], !isModule {
        isDiscovered = (isInstalled || isWanted(value)) && !undiscovered.contains(value)
        if isInstalled { folder = "vendor/" + value }
      } else if path.count == 3, path[0] == "autoload", path[1] == "psr-4" {
        roots.append((path[2], joined(folder, value)))
      } else if path == (isModule ? ["providers"] : ["extra", "laravel", "providers"]),
        isDiscovered
      {
        found.append(value)
      }
    }
    for name in found where !providers.contains(name) { providers.append(name) }
  }

  private func joined(_ folder: String, _ written: String) -> String {
    var rest = written[...]
    if rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    while rest.last == "/" { rest = rest.dropLast() }
    return rest.isEmpty ? folder : folder + "/" + rest
  }

  /// The files a class may stand in, likeliest first.
  func paths(of className: String) -> [String] {
    roots.filter { className.hasPrefix($0.prefix) }.map { root in
      let rest = className.dropFirst(root.prefix.count).map { $0 == "\\" ? "/" : $0 }
      return root.folder + "/" + String(rest) + ".php"
    }
  }
}
