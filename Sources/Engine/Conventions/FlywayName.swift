import SourceText

/// A file name as Flyway and refinery read it: `V1_10__add_users.sql`, `R__views.sql`.
struct FlywayName {
  enum Kind {
    case versioned
    case baseline
    case repeatable
    case undo
  }

  var kind: Kind
  /// The numbers of the version; missing ones count as 0.
  var version: [UInt64]
  var description: Substring

  init?(_ file: ListedFile) {
    let first = file.traits.first
    guard first == 0x56 || first == 0x42 || first == 0x55 || first == 0x52, file.isScript else {
      return nil
    }
    let name = file.name
    guard let split = name.firstRange(of: "__") else { return nil }
    let middle = name[name.index(after: name.startIndex)..<split.lowerBound]
    version = middle.split { $0 == "." || $0 == "_" }.map { UInt64($0) ?? .max }
    description = name[split.upperBound...].dropLast(4)
    let hasVersion =
      !middle.isEmpty && middle.utf8.allSatisfy { isDigit($0) || $0 == 0x2E || $0 == 0x5F }
    switch first {
    case 0x56 where hasVersion: kind = .versioned
    case 0x42 where hasVersion: kind = .baseline
    case 0x55 where hasVersion: kind = .undo
    case 0x52 where middle.isEmpty: kind = .repeatable
    default: return nil
    }
    while version.last == 0 { version.removeLast() }
  }
}

/// Flyway's order: the newest baseline and the versions after it, then the repeatable ones.
func flywayOrder(_ files: [ListedFile]) -> [ListedFile] {
  var versioned: [(version: [UInt64], file: ListedFile)] = []
  var repeatable: [(Substring, ListedFile)] = []
  var baseline: (version: [UInt64], file: ListedFile)?
  for file in files {
    guard let name = FlywayName(file) else { continue }
    switch name.kind {
    case .versioned: versioned.append((name.version, file))
    case .repeatable: repeatable.append((name.description, file))
    case .baseline:
      if let known = baseline, !known.version.lexicographicallyPrecedes(name.version) { continue }
      baseline = (name.version, file)
    case .undo: continue
    }
  }
  if let baseline {
    versioned.removeAll { !baseline.version.lexicographicallyPrecedes($0.version) }
    versioned.append(baseline)
  }
  versioned.sort {
    $0.version == $1.version
      ? $0.file.path < $1.file.path : $0.version.lexicographicallyPrecedes($1.version)
  }
  repeatable.sort { $0.0 == $1.0 ? $0.1.path < $1.1.path : $0.0 < $1.0 }
  return versioned.map(\.file) + repeatable.map(\.1)
}
