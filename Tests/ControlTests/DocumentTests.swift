import ControlAPI
import Foundation
import HTTPTypes
import Testing

@testable import Daemon

private let document = checkout.appendingPathComponent("docs/api.md")

/// A line of a console block and what the document says it prints.
private struct Example: CustomStringConvertible {
  var line: String
  var output: String

  var description: String { line }
}

/// The examples of a text; its lines are handed over with them, to be written anew.
private func examples(_ text: String) -> [Example] {
  var found: [Example] = []
  var isInside = false
  for line in text.components(separatedBy: "\n") {
    if line.hasPrefix("```") {
      isInside = line == "```console"
    } else if isInside, line.hasPrefix("$ ") {
      found.append(Example(line: String(line.dropFirst(2)), output: ""))
    } else if isInside, !found.isEmpty {
      found[found.count - 1].output += line + "\n"
    }
  }
  return found
}

/// The text with the outputs of its console blocks replaced.
private func rewritten(_ text: String, _ outputs: [String]) -> String {
  var result: [String] = []
  var isInside = false
  var next = 0
  for line in text.components(separatedBy: "\n") {
    if line.hasPrefix("```") { isInside = line == "```console" }
    if !isInside {
      result.append(line)
    } else if line.hasPrefix("$ ") || line.hasPrefix("```") {
      result.append(line)
      if line.hasPrefix("$ ") {
        if !outputs[next].isEmpty { result.append(String(outputs[next].dropLast())) }
        next += 1
      }
    }
  }
  return result.joined(separator: "\n")
}

/// Runs a line against a fresh server, as if its sockets stood where the document says.
private func printed(by line: String) async throws -> String {
  try await withServer { server in
    server.daemon.events.publish(.runStarted(finishedRun))
    server.daemon.events.publish(.runFinished(finishedRun))
    let local = line.replacingOccurrences(of: "/run/modelgend", with: server.folder)
    let outcome = try await shell(local, environment: ["MODELGEND_SOCKET": server.control])
    return (outcome.output + outcome.errors).replacingOccurrences(of: "\r\n", with: "\n")
  }
}

@Test("Every console block of docs/api.md prints what it says", .timeLimit(.minutes(5)))
func documentedExamples() async throws {
  let text = try String(contentsOf: document, encoding: .utf8)
  let all = examples(text)
  #expect(all.count >= 15)
  var outputs: [String] = []
  for example in all {
    let output = try await printed(by: example.line)
    outputs.append(output.hasSuffix("\n") || output.isEmpty ? output : output + "\n")
  }
  if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
    try rewritten(text, outputs).write(to: document, atomically: true, encoding: .utf8)
    Issue.record("docs/api.md was written anew; look at it and run the tests again")
    return
  }
  for (example, output) in zip(all, outputs) { #expect(output == example.output, "$ \(example)") }
}

@Test("docs/api.md describes every route of the table, in its order, and no other")
func documentedRoutes() throws {
  let text = try String(contentsOf: document, encoding: .utf8)
  let headings = text.components(separatedBy: "\n").filter { $0.hasPrefix("## `") }
    .map { $0.dropFirst(4).prefix { $0 != "`" } }
  #expect(headings.map(String.init) == controlRoutes.map { "\($0.method.rawValue) \($0.path)" })
}

@Test("docs/api.md lists every problem with its status, and every event")
func documentedProblems() throws {
  let text = try String(contentsOf: document, encoding: .utf8)
  for code in ProblemCode.allCases {
    #expect(text.contains("| `\(code.rawValue)` | \(code.status) | \(code.exitStatus) |\n"))
  }
  for kind in Event.Kind.allCases { #expect(text.contains("| `\(kind.rawValue)` | ")) }
}
