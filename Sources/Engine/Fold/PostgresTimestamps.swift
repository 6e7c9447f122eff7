import SourceText

/// A timestamp literal as PostgreSQL prints it back, in a session at UTC.
///
/// `timestamp` drops the zone of what it is given, `timestamp with time zone` shows `+00`; `epoch`
/// is a date and a date alone has a midnight. Nil for what is not clearly one moment at UTC
/// (`now`, `infinity`, other zones), which stays as it was written.
func postgresTimestamp(_ text: String, hasZone: Bool) -> String? {
  var rest = text.trimmedSpaces
  if rest.lowercased() == "epoch" { rest = "1970-01-01" }
  for zone in ["+00:00", "+00", "Z", " UTC", "-00"] where rest.hasSuffix(zone) && rest.count > 10 {
    rest = String(rest.dropLast(zone.count))
    break
  }
  var parts = rest.split(whereSeparator: { $0 == " " || $0 == "T" }).map(String.init)
  guard let date = parts.first, isDate(date), parts.count <= 2 else { return nil }
  if parts.count == 1 { parts.append("00:00:00") }
  guard isTime(parts[1]) else { return nil }
  return date + " " + parts[1] + (hasZone ? "+00" : "")
}

private func isDate(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
}

private func isTime(_ text: String) -> Bool {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  return parts.map(\.count) == [2, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
}
