import Glibc
import Linux

/// The limits of the kernel that watching needs, and how much of them this user has in use.
func machineFindings() -> [Finding] {
  let watches = KernelLimit.current("fs.inotify.max_user_watches")
  let instances = KernelLimit.current("fs.inotify.max_user_instances")
  guard let mostWatches = watches.value, let mostInstances = instances.value else {
    return [
      Finding(
        .note,
        "the kernel's limits for inotify cannot be read",
        hint: "in a sandbox, ProcSubset=pid hides them"
      )
    ]
  }
  let used = inotifyUse(of: geteuid())
  var findings: [Finding] = []
  if mostWatches - used.watches < 1024 || used.watches * 5 > mostWatches * 4 {
    findings.append(
      Finding(
        .warning,
        "\(used.watches) of \(mostWatches) inotify watches are in use",
        hint: "sudo sysctl fs.inotify.max_user_watches=\(max(524_288, mostWatches * 4)), and a "
          + "line in /etc/sysctl.d to keep it"
      )
    )
  }
  if used.instances + 4 > mostInstances {
    findings.append(
      Finding(
        .warning,
        "\(used.instances) of \(mostInstances) inotify instances are in use",
        hint: "sudo sysctl fs.inotify.max_user_instances=\(max(512, mostInstances * 4)), and a "
          + "line in /etc/sysctl.d to keep it"
      )
    )
  }
  if findings.isEmpty {
    findings.append(
      Finding(
        .good,
        "inotify: \(used.watches) of \(mostWatches) watches and \(used.instances) of "
          + "\(mostInstances) instances in use"
      )
    )
  }
  return findings
}

/// What the processes of a user hold, as far as /proc shows it.
private func inotifyUse(of user: UInt32) -> (instances: Int, watches: Int) {
  var instances = 0
  var watches = 0
  guard let entries = try? listFolder("/proc") else { return (0, 0) }
  for entry in entries where entry.name.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
    let process = "/proc/" + entry.name
    var information = stat()
    guard stat(process, &information) == 0, information.st_uid == user,
      let descriptors = try? listFolder(process + "/fd")
    else { continue }
    for descriptor in descriptors
    where linkTarget("\(process)/fd/\(descriptor.name)") == "anon_inode:inotify" {
      instances += 1
      let text = procText("\(process)/fdinfo/\(descriptor.name)")
      watches += text.split(separator: "\n").count { $0.hasPrefix("inotify ") }
    }
  }
  return (instances, watches)
}

func linkTarget(_ path: String) -> String? {
  var bytes = [CChar](repeating: 0, count: 4096)
  let count = readlink(path, &bytes, bytes.count)
  guard count > 0 else { return nil }
  return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A file of /proc, whose size is 0 until it is read.
func procText(_ path: String) -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return "" }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 16 << 10)
  while bytes.count < 4 << 20 {
    let count = read(descriptor, &part, part.count)
    if count <= 0 { break }
    bytes += part[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
