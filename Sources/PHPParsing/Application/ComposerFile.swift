/// Where composer finds the classes of a project: the PSR-4 prefixes of `autoload` and
/// `autoload-dev`, read from `composer.json` without a full JSON tree.
struct ComposerFile {
  /// Prefix with trailing backslash, folder without trailing slash; longest prefix first.
  private var roots: [(prefix: String, folder: String)]
  /// Files that are always loaded, for their functions.
  private(set) var files: [String] = []
  /// A package's own service providers.
  private(set) var providers: [String] = []

  /// What a Laravel application has where it says nothing.
  static let conventional = ComposerFile(roots: [("App\\", "app")])

  private init(roots: [(prefix: String, folder: String)]) { self.roots = roots }

  init(_ bytes: [UInt8]) {
    roots = []
    var reader = JSONScanner(bytes)
    reader.visit { path, value in
      if path == ["extra", "laravel", "providers"] { providers.append(value) }
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

/// Walks JSON and shows each string with the keys that lead to it; broken JSON ends the walk.
struct JSONScanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func visit(_ show: ([String], String) -> Void) {
    value([], show)
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x0A, 0x0D, 0x09, 0x2C, 0x3A].contains(bytes[offset]) {
      offset += 1
    }
  }

  private mutating func value(_ path: [String], _ show: ([String], String) -> Void) {
    skipSpace()
    guard offset < bytes.count, path.count < 64 else {
      offset = bytes.count
      return
    }
    switch bytes[offset] {
    case 0x7B, 0x5B:
      let close: UInt8 = bytes[offset] == 0x7B ? 0x7D : 0x5D
      offset += 1
      while true {
        skipSpace()
        guard offset < bytes.count else { return }
        if bytes[offset] == close {
          offset += 1
          return
        }
        let before = offset
        if close == 0x7D {
          guard bytes[offset] == 0x22 else {
            offset = bytes.count
            return
          }
          value(path + [string()], show)
        } else {
          value(path, show)
        }
        if offset == before { offset += 1 }
      }
    case 0x22: show(path, string())
    default:
      while offset < bytes.count, ![0x2C, 0x7D, 0x5D, 0x20, 0x0A].contains(bytes[offset]) {
        offset += 1
      }
    }
  }

  private mutating func string() -> String {
    var text: [UInt8] = []
    offset += 1
    while offset < bytes.count, bytes[offset] != 0x22 {
      if bytes[offset] == 0x5C, offset + 1 < bytes.count { offset += 1 }
      text.append(bytes[offset])
      offset += 1
    }
    offset += 1
    return String(decoding: text, as: UTF8.self)
  }
}
