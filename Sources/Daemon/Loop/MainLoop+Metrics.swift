import Cache
import Catalog
import ControlAPI
import Glibc
import Linux

extension MainLoop {
  /// What is counted beyond the status page.
  var metrics: [Metric] {
    var metrics = [
      Metric(
        "modelgend_runs",
        .counter,
        "Runs by how they ended",
        samples: totals.runs.sorted { $0.key < $1.key }.map {
          Metric.Sample(Double($0.value), labels: ["state": $0.key])
        }
      ),
      Metric(
        "modelgend_files",
        .counter,
        "Generated files by what became of them",
        samples: [
          Metric.Sample(Double(totals.filesCreated), labels: ["action": "created"]),
          Metric.Sample(Double(totals.filesReplaced), labels: ["action": "replaced"]),
          Metric.Sample(Double(totals.filesRemoved), labels: ["action": "removed"]),
          Metric.Sample(Double(totals.filesFailed), labels: ["action": "failed"]),
        ]
      ),
      Metric(
        "modelgend_migrations",
        .counter,
        "Migrations evaluated from their text or replayed from their record",
        samples: [
          Metric.Sample(Double(totals.evaluated), labels: ["way": "evaluated"]),
          Metric.Sample(Double(totals.replayed), labels: ["way": "replayed"]),
        ]
      ),
    ]
    metrics.append(
      Metric(
        "modelgend_run_seconds",
        .counter,
        "Time spent in runs",
        unit: "seconds",
        samples: [Metric.Sample(totals.runSeconds)]
      )
    )
    metrics.append(
      Metric(
        "modelgend_last_run_seconds",
        .gauge,
        "How long the last run took",
        unit: "seconds",
        samples: [Metric.Sample(totals.lastRunSeconds)]
      )
    )
    metrics.append(
      Metric(
        "modelgend_watch_overflows",
        .counter,
        "Times the kernel's queue of changes ran over",
        samples: [Metric.Sample(Double(overflows))]
      )
    )
    if let lookups = cache?.lookups { metrics.append(metric(lookups)) }
    return metrics
  }

  private func metric(_ lookups: [RowStore.Shelf: CacheLookups]) -> Metric {
    var samples: [Metric.Sample] = []
    for (shelf, counts) in lookups.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for (outcome, count) in [
        ("hit", counts.hits), ("miss", counts.misses), ("scanned", counts.scanned),
      ] {
        samples.append(
          Metric.Sample(Double(count), labels: ["rows": shelf.label, "outcome": outcome])
        )
      }
    }
    return Metric(
      "modelgend_cache_lookups",
      .counter,
      "Rows of the cache by their kind and what came of asking for them",
      samples: samples
    )
  }
}

func processIdentifier() -> Int { Int(getpid()) }
