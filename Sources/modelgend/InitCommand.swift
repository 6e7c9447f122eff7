import ArgumentParser
import Catalog
import Engine
import Linux
import Projects
import Settings

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Look at the project and write a commented modelgend.toml."
  )

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let loaded = try LoadedProject(project)
    let path = loaded.root.path + "/" + ProjectSetup.settingsName
    guard !fileExists(path) else {
      throw report("modelgend: \(ProjectSetup.settingsName) exists already", Exit.cannotCreate)
    }
    let (analysis, schema) = try loaded.analyse()
    let text = settingsText(loaded, analysis.plan.convention)
    do throws(FileSystemError) {
      try replaceFile(path, with: Array(text.utf8), isNew: true, isDurable: true)
    } catch {
      throw report("modelgend: " + error.message, Exit.cannotCreate)
    }
    let folders = loaded.settings.migrations.joined(separator: ", ")
    writeStandardOutput(
      Array(
        ("\(ProjectSetup.settingsName) written: \(analysis.plan.units.count) migrations in \(folders) "
          + "(\(analysis.plan.convention.rawValue), \(loaded.analysis.dialect.rawValue)), "
          + "\(schema.tables.count) tables\n").utf8
      )
    )
  }

  private func settingsText(_ loaded: LoadedProject, _ convention: Convention) -> String {
    let folders = loaded.settings.migrations.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      # modelgend.toml: what modelgend reads and writes for this project.

      [project]
      # Folders, files or globs of migrations, below this folder.
      migrations = [\(folders)]
      # postgres, mysql, mariadb or sqlite.
      dialect = "\(loaded.analysis.dialect.rawValue)"
      # The migration tool; "auto" recognises it by its files.
      convention = "\(convention.rawValue)"

      [eloquent]
      # Base classes go to folder/Base and are rewritten; user classes are written once.
      folder = "app/Models"
      namespace = "App\\\\Models"
      enum_folder = "app/Enums"
      enum_namespace = "App\\\\Enums"
      # Laravel's major version, 8 to 13; read from composer.lock where it is not given.
      # laravel = 12
      # Class names that the rules do not give: table = "Class".
      # class_names = { people = "Person" }

      """
  }
}
