ALTER TABLE `a` ADD `name` text;--> statement-breakpoint
CREATE UNIQUE INDEX `a_name_unique` ON `a` (`name`);
