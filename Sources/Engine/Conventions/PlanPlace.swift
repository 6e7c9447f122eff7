package import Catalog

/// The place of one file among those already in the tool's order, found without looking at all of
/// them; nil where only the whole list tells.
///
/// Holds for tools that order by a key of each file's own. Two files of one version, or of one
/// name in two folders, are for the whole list to decide.
package func place(
  of file: ListedFile,
  among ordered: [ListedFile],
  _ convention: Convention,
  _ dialect: Dialect
) -> Int? {
  let keyed: [Convention] = [
    .laravel, .golangMigrate, .goose, .tern, .sqlx, .dbmate, .supabase, .sqlMigrate, .prisma,
    .diesel,
  ]
  guard keyed.contains(convention), let last = ordered.last else { return nil }
  var low = 0
  var high = ordered.count
  // A new migration comes last, nearly always.
  if last.path != file.path,
    order([last, file], convention, dialect, read: { _ in nil }) == [last, file]
  {
    low = high
  } else if order([file], convention, dialect, read: { _ in nil }) != [file] {
    return nil
  }
  while low < high {
    let middle = (low + high) / 2
    if ordered[middle].path == file.path { return middle }
    let pair = order([ordered[middle], file], convention, dialect, read: { _ in nil })
    guard pair.count == 2 else { return nil }
    if pair[0] == ordered[middle] { low = middle + 1 } else { high = middle }
  }
  for neighbour in [low - 1, low] where ordered.indices.contains(neighbour) {
    let other = ordered[neighbour]
    if other.path == file.path { continue }
    let version = versionText(file, convention)
    if convention != .laravel, version.isEmpty || version == versionText(other, convention) {
      return nil
    }
  }
  return low
}
