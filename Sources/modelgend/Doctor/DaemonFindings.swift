import ControlAPI
import Linux

/// Whether a daemon answers, and whether it is of this version.
func daemonFindings(_ candidates: [String]) -> [Finding] {
  for path in candidates {
    do throws(UnixConnection.Failure) {
      let health = try readHealth(path)
      guard let health else {
        return [Finding(.wrong, "what answers at \(path) is no modelgend")]
      }
      var findings = [
        Finding(.good, "a daemon answers at \(path): \(health.version), \(health.state.rawValue)")
      ]
      if health.version != programVersion {
        findings.append(
          Finding(
            .warning,
            "the daemon is \(health.version), this command \(programVersion)",
            hint: "sudo systemctl restart modelgend"
          )
        )
      }
      if !health.isHealthy {
        findings.append(
          Finding(.warning, "the daemon is not well", hint: "modelgend status says what is wrong")
        )
      }
      return findings
    } catch {
      switch error {
      case .unreachable where !fileExists(path): continue
      case .unreachable(let reason):
        return [
          Finding(
            .warning,
            "\(path) is there, but \(reason)",
            hint: "a daemon that starts there replaces it; until then nothing is watched"
          )
        ]
      case .permissionDenied:
        return [
          Finding(
            .warning,
            "this user may not open \(path)",
            hint: "sudo usermod -aG modelgend $USER, then log in again"
          )
        ]
      case .timeout:
        return [
          Finding(
            .wrong,
            "the daemon at \(path) does not answer",
            hint: "its watchdog restarts it; see: journalctl -u modelgend"
          )
        ]
      case .other(let reason): return [Finding(.wrong, "\(path): \(reason)")]
      }
    }
  }
  return [
    Finding(
      .note,
      "no daemon runs; the one-shot commands need none",
      hint: "start it with: systemctl start modelgend, or modelgend run"
    )
  ]
}
