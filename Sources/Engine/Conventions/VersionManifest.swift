import SourceText

/// The order of the files inside one version's folder, as its `manifest.json` lists them.
///
/// Cadence and Temporal keep one folder for each version with a manifest whose
/// `SchemaUpdateCqlFiles` names the files in order, SQL ones too; the version sorts the folders.
func nestedOrder(
  _ scripts: [ListedFile],
  _ files: [ListedFile],
  read: (String) -> SourceFile?
) -> [ListedFile] {
  var places: [String: Int] = [:]
  for manifest in files where manifest.name == "manifest.json" {
    guard let source = read(manifest.path) else { continue }
    let folder = manifest.path.dropLast("manifest.json".utf8.count)
    for (place, name) in manifestFiles(source.bytes).enumerated() {
      places[folder + name] = place
    }
  }
  if places.isEmpty { return scripts }
  var ordered: [ListedFile] = []
  var at = 0
  while at < scripts.count {
    var end = at + 1
    while end < scripts.count, scripts[end].innerFolder == scripts[at].innerFolder,
      scripts[end].folder == scripts[at].folder
    {
      end += 1
    }
    let listed = scripts[at..<end].filter { places[$0.path] != nil }
    ordered += listed.sorted { (places[$0.path] ?? 0) < (places[$1.path] ?? 0) }
    ordered += scripts[at..<end].filter { places[$0.path] == nil }
    at = end
  }
  return ordered
}

/// The strings of the list; the rest of the file does not matter here.
private func manifestFiles(_ bytes: [UInt8]) -> [String] {
  let text = String(decoding: bytes, as: UTF8.self)
  guard let key = text.firstRange(of: "\"SchemaUpdateCqlFiles\""),
    let open = text[key.upperBound...].firstIndex(of: "["),
    let close = text[open...].firstIndex(of: "]")
  else { return [] }
  return text[open..<close].split(separator: ",").compactMap { item in
    let parts = item.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.count > 1 ? String(parts[1]) : nil
  }
}
