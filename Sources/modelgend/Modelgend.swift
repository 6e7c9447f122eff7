import ArgumentParser
import ControlAPI

@main
struct Modelgend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modelgend",
    abstract: "Keeps models in step with migrations.",
    version: programVersion,
    subcommands: [
      RunCommand.self, InitCommand.self, GenerateCommand.self, CheckCommand.self,
      SchemaCommand.self,
      ExplainCommand.self, DiffCommand.self, BenchCommand.self,
      StatusCommand.self, TablesCommand.self, EventsCommand.self, SyncCommand.self,
      RebuildCommand.self, PauseCommand.self, ResumeCommand.self, ReloadCommand.self,
      ProjectCommand.self, DoctorCommand.self,
    ]
  )
}
