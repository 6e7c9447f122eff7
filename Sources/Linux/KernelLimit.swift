/// A limit of the kernel that was reached: its name as `sysctl` knows it and what it is now.
package struct KernelLimit: Sendable, Equatable {
  package var name: String
  /// Nil where the sandbox hides it.
  package var value: Int?

  package init(name: String, value: Int?) {
    self.name = name
    self.value = value
  }

  /// Reads what `/proc/sys` says of it.
  package static func current(_ name: String) -> KernelLimit {
    let path = "/proc/sys/" + name.split(separator: ".").joined(separator: "/")
    // The size of files in /proc is 0, so reading stops at the first kilobyte.
    let text = (try? readSmallFile(path)).map { String(decoding: $0, as: UTF8.self) }
    return KernelLimit(
      name: name,
      value: text.flatMap { Int($0.prefix { $0.isNumber }) }
    )
  }

  /// What to do about it.
  package var advice: String {
    let now = value.map { " (now \($0))" } ?? ""
    let wanted = value.map { String($0 * 4) } ?? "A_LARGER_NUMBER"
    return "the kernel's limit \(name)\(now) is reached; raise it with "
      + "\"sysctl \(name)=\(wanted)\" and a line in /etc/sysctl.d"
  }
}
