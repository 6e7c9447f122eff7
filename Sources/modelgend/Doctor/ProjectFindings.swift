import Catalog
import Glibc
import Linux
import Projects
import Rendering
import Settings
import SourceText

/// Whether the project can be read and written, and fits the framework.
func projectFindings(_ loaded: LoadedProject) -> [Finding] {
  var findings: [Finding] = []
  let root = loaded.root.path
  if !fileExists(root + "/" + ProjectSetup.settingsName) {
    findings.append(
      Finding(
        .note,
        "there is no \(ProjectSetup.settingsName) in \(root); what can be guessed is guessed",
        hint: "modelgend init writes one"
      )
    )
  }
  for folder in loaded.settings.migrations where access(absolute(folder, root), R_OK) != 0 {
    // Globs and files that come later are no paths of today.
    if !folder.contains("*"), fileExists(absolute(folder, root)) {
      findings.append(Finding(.wrong, "\(folder) cannot be read by this user"))
    }
  }
  var folders: [String] = []
  if let eloquent = loaded.settings.eloquent { folders = [eloquent.folder, eloquent.enumFolder] }
  if let docs = loaded.settings.docsFolder { folders.append(docs) }
  var isWritable = true
  for folder in folders {
    let nearest = existingFolder(absolute(folder, root))
    guard access(nearest, W_OK | X_OK) != 0 else { continue }
    isWritable = false
    let reason =
      errno == EROFS
      ? "the file system is read-only there" : "this user may not write to \(nearest)"
    findings.append(
      Finding(
        .wrong,
        "\(folder) cannot be written: \(reason)",
        hint: errno == EROFS
          ? "under systemd, name \(root) in ReadWritePaths="
          : "give this user or its group write "
            + "permission there"
      )
    )
  }
  if isWritable {
    findings.append(Finding(.good, "\(root) can be read and its outputs written"))
  }
  if loaded.settings.eloquent != nil { findings += frameworkFindings(loaded) }
  return findings
}

private func frameworkFindings(_ loaded: LoadedProject) -> [Finding] {
  let configured = loaded.settings.eloquent?.laravel
  guard let found = laravelMajor(in: loaded.root) else {
    let major = configured ?? 12
    return [
      Finding(
        .note,
        "no composer.lock names the framework; the models are written for Laravel \(major)",
        hint: configured == nil ? "set laravel in [eloquent] if it is another" : nil
      )
    ]
  }
  guard (8...13).contains(found) else {
    return [
      Finding(
        .warning,
        "the project uses Laravel \(found); models are written for 8 to 13",
        hint: "they may use what Laravel \(found) does not have"
      )
    ]
  }
  if let configured, configured != found {
    return [
      Finding(
        .warning,
        "[eloquent] says laravel = \(configured), but composer's files say \(found)",
        hint: "leave laravel out, and composer's files decide"
      )
    ]
  }
  return [Finding(.good, "Laravel \(found)")]
}

/// What the files on disk say: conflicts, unreadable models, members that hide generated ones.
func schemaFindings(_ loaded: LoadedProject, _ schema: Schema) -> [Finding] {
  var findings: [Finding] = []
  let errors = schema.diagnostics.count { $0.severity == .error }
  if errors > 0 {
    findings.append(
      Finding(.wrong, counted(errors, "error") + " in the migrations", hint: "modelgend check")
    )
  }
  let warnings = schema.diagnostics.count { $0.severity == .warning }
  if warnings > 0 {
    let text = counted(warnings, "warning") + " in the migrations"
    findings.append(Finding(.note, text, hint: "modelgend check"))
  }
  var files: [RenderedFile] = []
  do throws(FileSystemError) {
    let wanted = try WantedFiles(loaded.setup, schema)
    files = wanted.files
    let plan = try wanted.plan(in: loaded.root)
    for (_, error) in plan.unreadable.sorted(by: { $0.key < $1.key }) {
      findings.append(Finding(.wrong, error.message))
    }
    for step in plan.conflicts {
      if case .conflict(let reason) = step.action {
        findings.append(Finding(.warning, "\(step.path) is left alone", hint: reason))
      }
    }
  } catch {
    findings.append(Finding(.wrong, error.message))
  }
  let hidden = files.filter { isUnreadableForOthers(absolute($0.path, loaded.root.path)) }
  if let first = hidden.first {
    findings.append(
      Finding(
        .note,
        "\(counted(hidden.count, "generated file")) may be read by its owner only, such as "
          + first.path,
        hint: "a web server of another user cannot load it; chmod g+r or o+r"
      )
    )
  }
  findings += shadowFindings(files, in: loaded.root)
  if findings.isEmpty {
    findings.append(
      Finding(.good, counted(schema.tables.count, "table") + ", no conflicts, nothing hidden")
    )
  }
  return findings
}

private func isUnreadableForOthers(_ path: String) -> Bool {
  var information = stat()
  return stat(path, &information) == 0 && information.st_mode & 0o044 == 0
}

func absolute(_ path: String, _ root: String) -> String {
  path.hasPrefix("/") ? path : root + "/" + path
}

/// The folder itself, or the nearest above it that is there.
private func existingFolder(_ path: String) -> String {
  var path = path
  while !isFolder(path), path.utf8.count > 1 {
    path = splitPath(path).folder
    if path.isEmpty { path = "/" }
  }
  return path
}
