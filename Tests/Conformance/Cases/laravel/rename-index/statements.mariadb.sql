create table `a` (`id` bigint unsigned not null auto_increment primary key, `x` varchar(255) not null, `y` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add index `a_x_index`(`x`);
alter table `a` add unique `a_y_unique`(`y`);
alter table `a` rename index `a_x_index` to `by_x`;
