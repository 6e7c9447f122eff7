create table `a` (`id` bigint unsigned not null auto_increment primary key, `b` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add index `a_b_index`(`b`);
alter table `a` add `maria` varchar(255) null;
