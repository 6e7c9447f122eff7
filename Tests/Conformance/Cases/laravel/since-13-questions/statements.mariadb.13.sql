create table `owners` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `things` (`id` bigint unsigned not null auto_increment primary key, `name` varchar(255) not null, `code` varchar(20) not null, `owner_id` bigint unsigned null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `things` add constraint `things_owner_id_foreign` foreign key (`owner_id`) references `owners` (`id`);
alter table `things` add index `things_name_index`(`name`);
alter table `things` add unique `things_code_unique`(`code`);
create view names as select name from things;
create table `answers` (`id` bigint unsigned not null auto_increment primary key, `has_by_columns` tinyint(1) not null, `has_not_other` tinyint(1) not null, `has_by_name` tinyint(1) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
