create table `app_a` (`id` bigint unsigned not null auto_increment primary key, `of_app_` varchar(255) null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
