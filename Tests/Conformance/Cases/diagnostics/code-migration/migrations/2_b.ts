export function up() {}
