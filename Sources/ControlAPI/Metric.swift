/// One number the daemon counts or measures, for `GET /v1/metrics`.
package struct Metric: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case counter
    case gauge
  }

  package struct Sample: Sendable, Hashable {
    /// Name and value of each label; a sample without labels names nothing and is for everybody.
    package var labels: [String: String]
    package var value: Double

    package init(_ value: Double, labels: [String: String] = [:]) {
      self.value = value
      self.labels = labels
    }
  }

  /// Without the `_total` of counters: `modelgend_runs`.
  package var name: String
  package var kind: Kind
  /// One sentence, without the full stop.
  package var help: String
  /// As OpenMetrics spells it, `seconds` or `bytes`.
  ///
  /// The name ends with it; nil for plain counts.
  package var unit: String?
  package var samples: [Sample]

  package init(
    _ name: String,
    _ kind: Kind,
    _ help: String,
    unit: String? = nil,
    samples: [Sample]
  ) {
    self.name = name
    self.kind = kind
    self.help = help
    self.unit = unit
    self.samples = samples
  }
}

/// The text of OpenMetrics 1.0: what Prometheus reads.
///
/// https://prometheus.io/docs/specs/om/open_metrics_spec/
package func openMetrics(_ metrics: [Metric]) -> String {
  var text = ""
  for metric in metrics where !metric.samples.isEmpty {
    text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n"
    if let unit = metric.unit { text += "# UNIT \(metric.name) \(unit)\n" }
    text += "# HELP \(metric.name) \(escaped(metric.help))\n"
    let name = metric.kind == .counter ? metric.name + "_total" : metric.name
    for sample in metric.samples {
      let labels = sample.labels.sorted { $0.key < $1.key }
        .map { "\($0.key)=\"\(escaped($0.value))\"" }
      text += name + (labels.isEmpty ? "" : "{" + labels.joined(separator: ",") + "}")
      text += " \(number(sample.value))\n"
    }
  }
  return text + "# EOF\n"
}

private func escaped(_ text: String) -> String {
  var result = ""
  for character in text {
    switch character {
    case "\\": result += "\\\\"
    case "\"": result += "\\\""
    case "\n", "\r\n", "\r": result += "\\n"
    default: result.append(character)
    }
  }
  return result
}

private func number(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  return "\(value)"
}
