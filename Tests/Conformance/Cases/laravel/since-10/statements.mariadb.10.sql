create table `a` (`id` bigint unsigned not null auto_increment primary key, `created_at` datetime null, `updated_at` datetime null, `deleted_at` datetime null, `b_id` bigint unsigned null) default character set utf8mb4 collate 'utf8mb4_unicode_ci' engine = InnoDB;
alter table `a` add constraint `a_b_id_foreign` foreign key (`b_id`) references `a` (`id`) on update no action;
create table `b` (`id` bigint unsigned not null auto_increment primary key, `gone_at` datetime(3) null) default character set utf8mb4 collate 'utf8mb4_unicode_ci' engine = InnoDB;
alter table `b` add `had` varchar(255) null;
alter table `b` add `had_not` varchar(255) null;
