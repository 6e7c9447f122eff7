/// A value as a text that is the same in every process, down to its last field.
///
/// Walks the value itself, so that no field that is added can be forgotten in a key. Fields of the
/// same text are the same value for what settings are made of: texts, numbers, cases, lists.
func canonicalText(_ value: Any) -> String {
  if let text = value as? String { return String(text.utf8.count) + ":" + text }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .dictionary?, .set?:
    // In the order of their texts: their own is another in every process.
    return "{" + mirror.children.map { canonicalText($0.value) }.sorted().joined(separator: ",")
      + "}"
  case _ where mirror.children.isEmpty: return String(describing: value)
  default:
    return "("
      + mirror.children.map { ($0.label ?? "") + "=" + canonicalText($0.value) }
      .joined(separator: ",") + ")"
  }
}
