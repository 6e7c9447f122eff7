import Testing

@Test("A committed dump is loaded first, and left out where that is asked for")
func schemaDump() throws {
  let folder = try Folder.application([
    "config/database.php": """
    <?php return ['default' => 'pgsql', 'connections' => ['pgsql' => ['driver' => 'pgsql']]];
    """,
    "database/schema/pgsql-schema.sql": """
    CREATE TABLE public.dumped (id bigint NOT NULL);
    CREATE TABLE public.migrations (id integer NOT NULL, migration text NOT NULL, batch integer NOT NULL);
    INSERT INTO public.migrations VALUES (1, '2020_01_01_000000_old', 1);

    """,
  ])
  try folder.migration("database/migrations/2020_01_01_000000_old.php", "old")
  try folder.migration("database/migrations/2021_01_01_000000_new.php", "new")
  let tables = "modelgend schema --format json | grep -oP '\"name\":\\s*\"\\K\\w+(?=\", \"kind\")'"
  let without = tables.replacing("--format", with: "--no-schema-dump --format")
  #expect(try folder.run(tables).output.contains("dumped\n"))
  #expect(try folder.run(tables).output.contains("old\n") == false)
  #expect(try folder.run(without).output == "new\nold\n")
  try folder.write("[laravel]\nschema_dump = false\n", to: "modelgend.toml")
  #expect(try folder.run(tables).output == "new\nold\n")
}
