create table `t` (`id` bigint unsigned not null auto_increment primary key, `name` varchar(191) not null, `code` varchar(20) not null, `owner_type` varchar(191) not null, `owner_id` uuid not null, `made_at` timestamp null, `made_by` bigint unsigned null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `t` add index `t_owner_type_owner_id_index`(`owner_type`, `owner_id`);
