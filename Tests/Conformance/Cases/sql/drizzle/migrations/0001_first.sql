CREATE TABLE `a` (`id` integer PRIMARY KEY NOT NULL);--> statement-breakpoint
CREATE TABLE `b` (`id` integer PRIMARY KEY NOT NULL);
